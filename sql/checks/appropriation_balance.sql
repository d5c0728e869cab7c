-- title: Appropriations: revenue is expenditure
-- title_zh: 财政拨款收支总表：收入总计 = 支出总计
-- severity: error
-- statements: appropriation_revenue, appropriation_expenditure
-- tolerance: zero at the printed precision
-- why: The appropriation table balances like the whole.
select * from rules.same_total('appropriation_revenue', 'total', 'appropriation_expenditure', 'total')

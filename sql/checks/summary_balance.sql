-- title: Total revenue is total expenditure
-- title_zh: 收支总表：收入总计 = 支出总计
-- severity: error
-- statements: summary_revenue, summary_expenditure
-- tolerance: zero at the printed precision
-- why: A budget balances: what does not is misread or misprinted.
select * from rules.same_total('summary_revenue', 'total', 'summary_expenditure', 'total')

-- title: Appropriation expenditure is no more than all expenditure
-- title_zh: 财政拨款支出 ≤ 收支总表支出总计
-- severity: error
-- statements: appropriation_expenditure, summary_expenditure
-- tolerance: zero at the printed precision
-- relation: <=
-- why: The difference is money that is not fiscal.
select * from rules.same_total('appropriation_expenditure', 'total', 'summary_expenditure', 'total')

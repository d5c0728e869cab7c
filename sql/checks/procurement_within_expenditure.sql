-- title: Procurement is no more than all expenditure
-- title_zh: 政府采购 ≤ 支出总表合计
-- severity: error
-- statements: procurement, expenditure
-- tolerance: zero at the printed precision
-- relation: <=
-- why: A part cannot exceed the whole.
select * from rules.same_total('procurement', 'total', 'expenditure', 'total')

-- title: Government fund expenditure is no more than all expenditure
-- title_zh: 政府性基金支出 ≤ 支出总表合计
-- severity: error
-- statements: gov_fund, expenditure
-- tolerance: zero at the printed precision
-- relation: <=
-- why: A part cannot exceed the whole.
select * from rules.same_total('gov_fund', 'total', 'expenditure', 'total')

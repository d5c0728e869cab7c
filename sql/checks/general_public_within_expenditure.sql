-- title: The general public budget is no more than all expenditure
-- title_zh: 一般公共预算支出 ≤ 支出总表合计
-- severity: error
-- statements: general_public, expenditure
-- tolerance: zero at the printed precision
-- relation: <=
-- why: The difference is carry-over or money that is not fiscal.
select * from rules.same_total('general_public', 'total', 'expenditure', 'total')

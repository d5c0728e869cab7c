-- title: Basic expenditure of the general public budget is no more than all basic expenditure
-- title_zh: 一般公共预算基本支出 ≤ 支出总表基本支出
-- severity: error
-- statements: general_public, expenditure
-- tolerance: zero at the printed precision
-- relation: <=
-- why: The difference is money that is not fiscal.
select * from rules.same_total('general_public', 'basic', 'expenditure', 'basic')

-- title: For each function code the general public budget is no more than all expenditure
-- title_zh: 按功能分类：一般公共预算 ≤ 支出总表
-- severity: error
-- statements: general_public, expenditure
-- tolerance: half of the last printed digit for each figure that is added
-- relation: <=
-- grain: row
-- why: For one function code the general public budget is a part of all expenditure; the difference is
--   carry-over or money that is not fiscal.
select * from rules.function_within('total')

-- title: The basic expenditure table is the basic part of the general public budget
-- title_zh: 基本支出表合计 = 一般公共预算基本支出
-- severity: error
-- statements: basic, general_public
-- tolerance: zero at the printed precision
-- why: The same money, once by economic item and once by function.
select * from rules.same_total('basic', 'total', 'general_public', 'basic')

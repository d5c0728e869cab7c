-- title: The basic expenditure table is the basic part of the general public budget
-- title_zh: 基本支出表合计 = 一般公共预算基本支出
-- severity: error
-- statements: basic, general_public
-- otherwise: no table of basic expenditure in the document holds the money of the general public budget alone
-- tolerance: zero at the printed precision
-- why: The same money, once by economic item and once by function.
select * from rules.basic_is_basic_of('basic', 'general_public')

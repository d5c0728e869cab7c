-- title: Personnel in the basic expenditure table is personnel in the general public budget
-- title_zh: 基本支出表人员经费 = 一般公共预算人员经费
-- severity: error
-- statements: basic, general_public
-- otherwise: no table of basic expenditure in the document holds the money of the general public budget alone
-- tolerance: zero at the printed precision
-- why: The same money, once by economic item and once by function.
select * from rules.basic_is_basic_of('personnel', 'general_public')

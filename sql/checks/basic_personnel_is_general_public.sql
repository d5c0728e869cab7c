-- title: Personnel in the basic expenditure table is personnel in the general public budget
-- title_zh: 基本支出表人员经费 = 一般公共预算人员经费
-- severity: error
-- statements: basic, general_public
-- tolerance: zero at the printed precision
-- why: The same money, once by economic item and once by function.
select * from rules.same_total('basic', 'personnel', 'general_public', 'personnel')

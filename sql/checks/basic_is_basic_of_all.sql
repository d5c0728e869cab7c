-- title: The table of basic expenditure of all money is the basic expenditure of the whole budget
-- title_zh: 全部基本支出表合计 = 全部支出中的基本支出
-- severity: warning
-- statements: basic, expenditure|general_public
-- otherwise: no table of basic expenditure in the document holds all money
-- tolerance: zero at the printed precision
-- why: The same money, once by economic item and once by function; a table of all money also holds what
--   the general public budget does not.
select * from rules.basic_is_basic_of('basic', 'all')

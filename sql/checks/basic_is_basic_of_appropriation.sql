-- title: The table of basic expenditure of appropriations is the basic expenditure of the appropriations
-- title_zh: 财政拨款基本支出表合计 = 财政拨款支出中的基本支出
-- severity: error
-- statements: basic, general_public|appropriation_expenditure
-- otherwise: no table of basic expenditure in the document holds all appropriations
-- tolerance: zero at the printed precision
-- why: The same money, once by economic item and once by function; a table of appropriations also holds what
--   the general public budget does not.
select * from rules.basic_is_basic_of('basic', 'appropriation')

-- title: Function codes have 3, 5 or 7 digits and begin with 2
-- title_zh: 功能分类科目编码为3、5或7位，以2开头
-- severity: warning
-- statements: expenditure|general_public|gov_fund
-- tolerance: zero at the printed precision
-- measured_in: count
-- why: A code of another form is misread, or its segments were not put together.
select * from rules.codes_of_form('function', '^2\d{2}(\d{2}(\d{2})?)?$')

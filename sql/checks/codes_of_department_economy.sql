-- title: Department economic codes begin with 3 and have 3 or 5 digits (7 in Beijing)
-- title_zh: 部门支出经济分类科目编码以3开头，3或5位（北京7位）
-- severity: warning
-- statements: expenditure|basic
-- tolerance: zero at the printed precision
-- measured_in: count
-- why: A code of another form is misread.
select * from rules.codes_of_form('dept_economic', '^3\d{2}(\d{2}(\d{2})?)?$')

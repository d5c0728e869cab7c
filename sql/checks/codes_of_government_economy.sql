-- title: Government economic codes have 3 or 5 digits and begin with 5
-- title_zh: 政府支出经济分类科目编码为3或5位，以5开头
-- severity: warning
-- statements: expenditure|basic
-- tolerance: zero at the printed precision
-- measured_in: count
-- why: A code of another form is misread.
select * from rules.codes_of_form('gov_economic', '^5\d{2}(\d{2})?$')

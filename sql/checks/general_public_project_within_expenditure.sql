-- title: Project expenditure of the general public budget is no more than all project expenditure
-- title_zh: 一般公共预算项目支出 ≤ 支出总表项目支出
-- severity: error
-- statements: general_public, expenditure
-- tolerance: zero at the printed precision
-- relation: <=
-- why: The difference is carry-over or money that is not fiscal.
select * from rules.same_total('general_public', 'project', 'expenditure', 'project')

-- title: Agency operation is no more than basic expenditure
-- title_zh: 机关运行经费 ≤ 基本支出
-- severity: warning
-- statements: agency_operation, basic
-- tolerance: zero at the printed precision
-- relation: <=
-- why: Agency operation money is part of the public part of basic expenditure.
select * from rules.same_total('agency_operation', 'total', 'basic', 'total')

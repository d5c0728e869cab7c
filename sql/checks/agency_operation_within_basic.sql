-- title: Agency operation is no more than basic expenditure
-- title_zh: 机关运行经费 ≤ 基本支出
-- severity: warning
-- statements: agency_operation, basic
-- tolerance: zero at the printed precision
-- relation: <=
-- why: Agency operation money is part of the public part of basic expenditure.
-- A lone row 行政经费 in a table of the three public expenses holds project money too.
select *
from rules.same_total('agency_operation', 'agency_operation', 'basic', 'total')
where
    statement_key in (
        select statement_key
        from rules.amount
        where measure = 'agency_operation' and leaf_count > 0
    )

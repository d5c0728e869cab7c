-- title: Agency operation: the printed total is the sum of its rows
-- title_zh: 机关运行经费表：合计 = 各行之和
-- severity: error
-- statements: agency_operation
-- proves: columns
-- measure: agency_operation
-- tolerance: half of the last printed digit for each figure that is added
-- why: A total that its own rows do not give means a lost row, a misread figure or an error of the
--   publication.
select * from rules.total_is_sum('agency_operation', 'agency_operation')

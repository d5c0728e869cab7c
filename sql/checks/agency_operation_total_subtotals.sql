-- title: Agency operation: a subtotal (类, 款) is the sum of the codes below it
-- title_zh: 机关运行经费表：类、款 合计 = 所属项之和
-- severity: error
-- statements: agency_operation
-- proves: columns
-- measure: agency_operation
-- tolerance: half of the last printed digit for each figure that is added
-- grain: row
-- why: Subtotals prove the rows below them, one class at a time.
select * from rules.subtotal_is_sum('agency_operation', 'agency_operation')

-- title: Table of expenditure: a subtotal (类, 款) of total is the sum of the codes below it
-- title_zh: 支出总表：类、款 合计 = 所属项之和
-- severity: error
-- statements: expenditure
-- proves: columns
-- measure: total
-- tolerance: half of the last printed digit for each figure that is added
-- grain: row
-- why: Subtotals prove the rows below them, one class at a time.
select * from rules.subtotal_is_sum('expenditure', 'total')

-- title: Three public expenses: vehicles are purchase and operation
-- title_zh: “三公”经费：公务用车 = 购置费 + 运行维护费
-- severity: error
-- statements: three_public
-- proves: columns
-- tolerance: half of the last printed digit for each figure that is added
-- why: The table is short, so that an error is plain to see.
select
    document_key,
    statement_key,
    unit_name,
    rules.place(page, table_no, row_no, stage) as place,
    vehicle_total as left_yuan,
    coalesce(vehicle_purchase, 0) + coalesce(vehicle_operation, 0) as right_yuan,
    rules.rounding(step_yuan, 3) as tolerance_yuan,
    [line_key] as left_line_keys,
    null::varchar[] as right_line_keys
from rules.three_public
where vehicle_total is not null and coalesce(vehicle_purchase, vehicle_operation) is not null

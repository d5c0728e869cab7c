-- title: Revenue table: the carry-over of a row is the sum of its funds
-- title_zh: 收入总表：结转小计 = 各资金结转之和
-- severity: error
-- statements: revenue_by_unit|revenue_by_function
-- proves: rows
-- tolerance: half of the last printed digit for each figure that is added
-- grain: row
-- why: The carry-over is split by the same funds as the new money.
select
    document_key,
    statement_key,
    unit_name,
    rules.place(page, table_no, row_no, label) as place,
    carryover_total as left_yuan,
    carryover_funds as right_yuan,
    rules.rounding(step_yuan, columns) as tolerance_yuan,
    [line_key] as left_line_keys,
    null::varchar[] as right_line_keys
from rules.revenue_row
where carryover_total is not null and carryover_funds is not null

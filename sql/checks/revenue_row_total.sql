-- title: Revenue table: a row is this year's subtotal and its carry-over
-- title_zh: 收入总表：合计 = 本年收入小计 + 结转小计
-- severity: error
-- statements: revenue_by_unit|revenue_by_function
-- proves: rows
-- tolerance: half of the last printed digit for each figure that is added
-- grain: row
-- why: Each row of the revenue table adds up across.
select
    document_key,
    statement_key,
    unit_name,
    rules.place(page, table_no, row_no, label) as place,
    total as left_yuan,
    year_total + coalesce(carryover_total, carryover_funds, 0) as right_yuan,
    rules.rounding(step_yuan, columns) as tolerance_yuan,
    [line_key] as left_line_keys,
    null::varchar[] as right_line_keys
from rules.revenue_row
where total is not null and year_total is not null and grouped_columns > 0

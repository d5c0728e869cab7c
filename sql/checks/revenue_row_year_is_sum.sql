-- title: Revenue table: this year's subtotal of a row is the sum of its funds
-- title_zh: 收入总表：本年收入小计 = 各资金来源之和
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
    year_total as left_yuan,
    year_funds as right_yuan,
    rules.rounding(step_yuan, columns) as tolerance_yuan,
    [line_key] as left_line_keys,
    null::varchar[] as right_line_keys
from rules.revenue_row
where year_total is not null and year_funds is not null

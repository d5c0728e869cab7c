-- title: Revenue table without groups: a row is the sum of its funds
-- title_zh: 收入总表：合计 = 各资金来源之和
-- severity: error
-- statements: revenue_by_unit|revenue_by_function
-- proves: rows
-- tolerance: half of the last printed digit for each figure that is added
-- grain: row
-- why: Tables with one column for each fund and no subtotals add up across.
select
    document_key,
    statement_key,
    unit_name,
    rules.place(page, table_no, row_no, label) as place,
    total as left_yuan,
    plain_funds as right_yuan,
    rules.rounding(step_yuan, columns) as tolerance_yuan,
    [line_key] as left_line_keys,
    null::varchar[] as right_line_keys
from rules.revenue_row
where total is not null and plain_funds is not null and grouped_columns = 0 and year_total is null

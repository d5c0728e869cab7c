-- title: Tables by fund: each row is the sum of its funds
-- title_zh: 支出总表：每行合计 = 各资金来源之和
-- severity: warning
-- statements: expenditure|project_budget
-- proves: rows
-- tolerance: half of the last printed digit for each figure that is added
-- grain: row
-- why: A table with one column for each fund adds up across.
select
    document_key,
    statement_key,
    unit_name,
    rules.place(page, table_no, row_no, coalesce(function_code, dept_economic_code, label)) as place,
    total as left_yuan,
    funds as right_yuan,
    greatest(rules.rounding(step_yuan, 8), case when total % 100 = 0 then 50 else 0 end) as tolerance_yuan,
    [line_key] as left_line_keys,
    null::varchar[] as right_line_keys
from rules.spending_row
where statement in ('expenditure', 'project_budget') and total is not null and funds is not null and fiscal is not null

-- title: Summary: each row is personnel, public and project expenditure where it is split so
-- title_zh: 收支总表：每行合计 = 人员经费 + 公用经费 + 项目支出
-- severity: error
-- statements: summary_expenditure
-- proves: rows
-- tolerance: half of the last printed digit for each figure that is added
-- grain: row
-- why: A table with one column for each kind adds up across.
select
    document_key,
    statement_key,
    unit_name,
    rules.place(page, table_no, row_no, coalesce(function_code, dept_economic_code, label)) as place,
    total as left_yuan,
    coalesce(personnel, 0) + coalesce(public, 0) + coalesce(project, 0) as right_yuan,
    rules.rounding(step_yuan, 3) as tolerance_yuan,
    [line_key] as left_line_keys,
    null::varchar[] as right_line_keys
from rules.spending_row
where statement in ('summary_expenditure') and total is not null and personnel is not null and project is not null

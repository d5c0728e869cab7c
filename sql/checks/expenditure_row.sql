-- title: Expenditure table: each row is basic and project expenditure (and the other kinds printed)
-- title_zh: 支出总表：每行合计 = 基本支出 + 项目支出 + 其他
-- severity: error
-- statements: expenditure
-- tolerance: half of the last printed digit for each figure that is added
-- grain: row
-- why: Every row adds up across.
select
    document_key,
    statement_key,
    unit_name,
    rules.place(page, table_no, row_no, coalesce(function_code, dept_economic_code, label)) as place,
    total as left_yuan,
    coalesce(basic, coalesce(personnel, 0) + coalesce(public, 0))
    + coalesce(project, 0)
    + coalesce(operating, 0)
    + coalesce(superior_remittance, 0)
    + coalesce(subordinate_subsidy, 0)
    + coalesce(reserve, 0) as right_yuan,
    rules.rounding(step_yuan, 5) as tolerance_yuan,
    [line_key] as left_line_keys,
    null::varchar[] as right_line_keys
from rules.spending_row
where statement in ('expenditure') and total is not null and coalesce(basic, personnel, project) is not null

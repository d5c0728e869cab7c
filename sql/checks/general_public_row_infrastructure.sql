-- title: General public budget: project expenditure without capital construction is no more than all of it
-- title_zh: 一般公共预算支出表：扣除基建 ≤ 项目支出
-- severity: error
-- statements: general_public
-- proves: rows
-- tolerance: half of the last printed digit for each figure that is added
-- relation: <=
-- grain: row
-- why: An of-which column cannot exceed its whole.
select
    document_key,
    statement_key,
    unit_name,
    rules.place(page, table_no, row_no, coalesce(function_code, dept_economic_code, label)) as place,
    project_ex_infrastructure as left_yuan,
    project as right_yuan,
    rules.rounding(step_yuan, 3) as tolerance_yuan,
    [line_key] as left_line_keys,
    null::varchar[] as right_line_keys
from rules.spending_row
where statement in ('general_public') and project is not null and project_ex_infrastructure is not null

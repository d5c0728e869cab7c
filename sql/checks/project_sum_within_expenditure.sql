-- title: The projects with targets come to no more than all project expenditure
-- title_zh: 绩效项目金额合计 ≤ 支出总表项目支出
-- severity: info
-- statements: project_targets, expenditure
-- tolerance: half of 100 yuan for each project, because the list prints large amounts rounded
-- relation: <=
-- why: Targets are set for projects of the budget; carried-over projects, and money that a department
--   passes on to others, may stand above it.
with projects as (
    select
        statement.document_key,
        statement.set_no,
        min(statement.statement_key) as statement_key,
        min(statement.unit_name) as unit_name,
        sum(project.amount_yuan) as projects_yuan,
        count(*) as rows,
        max(statement.step_yuan) as step_yuan
    from store.project
    inner join rules.statement using (statement_key)
    where project.statement = 'project_targets' and project.amount_yuan is not null
    group by statement.document_key, statement.set_no
)

select
    projects.document_key,
    projects.statement_key,
    projects.unit_name,
    concat(projects.rows, ' projects') as place,
    projects.projects_yuan as left_yuan,
    rights.value_yuan as right_yuan,
    -- Four-digit amounts of the project list are printed rounded to 100 yuan.
    rules.rounding(greatest(projects.step_yuan, 100), projects.rows) as tolerance_yuan,
    null::varchar[] as left_line_keys,
    [rights.total_key] as right_line_keys
from projects
inner join rules.side('expenditure', 'project') as rights using (document_key, set_no)

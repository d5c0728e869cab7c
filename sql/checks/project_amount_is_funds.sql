-- title: Project: the amount is fiscal money and other money
-- title_zh: 项目：项目总额 = 财政资金 + 其他资金
-- severity: error
-- statements: project_targets|project_declaration|project_budget
-- proves: rows
-- tolerance: half of the last printed digit for each figure that is added
-- grain: row
-- why: A project that its funds do not give is misread or misprinted.
select
    project.document_key,
    project.statement_key,
    project.unit_name,
    rules.place(project.page, project.table_no, project.row_no, project.project_name) as place,
    project.amount_yuan as left_yuan,
    coalesce(project.fiscal_yuan, 0) + coalesce(project.other_yuan, 0) as right_yuan,
    -- Forms print amounts rounded to two decimals of 万元 where the budget has six.
    greatest(rules.rounding(statement.step_yuan, 2), case when project.amount_yuan % 100 = 0 then 50 else 0 end)
        as tolerance_yuan
from store.project
inner join rules.statement using (statement_key)
where
    project.amount_yuan is not null and coalesce(project.fiscal_yuan, project.other_yuan) is not null
    and project.statement in ('project_targets', 'project_declaration', 'project_budget')

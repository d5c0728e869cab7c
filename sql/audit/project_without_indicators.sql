-- title: A project has no indicators
-- title_zh: 项目没有绩效指标
-- message: “{project}” ({budget:yuan}) has no indicator.
-- message_zh: “{project}”（{budget:yuan}）没有绩效指标。
-- severity: info
-- why: Money without a target; or the rows were lost with a page.
select
    project.document_key,
    'project' as subject,
    project.unit_name,
    project.project_name,
    project.amount_yuan as budget,
    project.amount_yuan as stated
from store.project
-- Lists of projects without any indicator are no forms of targets.
semi join store.indicator as filled
    on project.document_key = filled.document_key and project.statement = filled.statement
anti join store.indicator using (project_key)
where
    project.statement in ('project_targets', 'project_declaration') and project.amount_yuan is not null
    and project.project_name is not null

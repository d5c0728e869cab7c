-- title: A project has no indicators
-- title_zh: 项目没有绩效指标
-- severity: info
-- why: Money without a target; or the rows were lost with a page.
select
    project.document_key,
    'project' as subject,
    project.unit_name,
    project.project_name,
    concat('“', project.project_name, '” (', rules.yuan(project.amount_yuan), ') has no indicator.') as message,
    project.amount_yuan as stated
from store.project
anti join store.indicator using (project_key)
where
    project.statement in ('project_targets', 'project_declaration') and project.amount_yuan is not null
    and project.project_name is not null

-- title: A project has no amount
-- title_zh: 项目没有金额
-- severity: info
-- why: A target without money; or the cell was lost.
select
    document_key,
    'project' as subject,
    unit_name,
    project_name,
    concat(
        '“', rules.name_of(project_name, unit_name),
        '” has no amount', coalesce(concat(' (printed: “', amount_text, '”)'), ''), '.'
    )
        as message,
    amount_text as stated
from store.project
where statement in ('project_targets', 'project_declaration') and amount_yuan is null and project_name is not null

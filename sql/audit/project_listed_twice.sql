-- title: Two projects look like one
-- title_zh: 项目疑似重复
-- severity: warning
-- why: The same name and the same amount twice in one list.
select
    min(document_key) as document_key,
    'project' as subject,
    min(unit_name) as unit_name,
    project_name,
    concat(
        '“',
        rules.name_of(project_name, unit_name),
        '” stands ',
        count(*),
        ' times with ',
        rules.yuan(amount_yuan),
        ' (',
        coalesce(array_to_string(list(distinct project_code order by project_code), ', '), 'no code'),
        ').'
    ) as message,
    count(*) as stated,
    1 as computed
from store.project
where project_name is not null and amount_yuan > 0 and statement in ('project_targets', 'project_declaration')
group by document_key, unit_name, statement, project_name, amount_yuan
having count(*) > 1 and count(distinct coalesce(project_code, project_key)) > 1

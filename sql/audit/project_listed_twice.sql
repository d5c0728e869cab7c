-- title: Two projects look like one
-- title_zh: 项目疑似重复
-- message: “{project}” stands {times} times with {budget:yuan}[[ ({codes})]].
-- message_zh: “{project}”以同一金额{budget:yuan}列了{times}次[[（{codes}）]]。
-- severity: warning
-- why: The same name and the same amount twice in one list.
select
    min(document_key) as document_key,
    'project' as subject,
    min(unit_name) as unit_name,
    project_name,
    count(*) as times,
    amount_yuan as budget,
    array_to_string(list(distinct project_code order by project_code), ', ') as codes,
    count(*) as stated,
    1 as computed
from store.project
where project_name is not null and amount_yuan > 0 and statement in ('project_targets', 'project_declaration')
group by document_key, unit_name, implementing_unit, department, statement, project_name, amount_yuan
having count(*) > 1 and count(distinct coalesce(project_code, project_key)) > 1

-- title: An indicator stands twice in one project
-- title_zh: 同一指标重复出现
-- severity: info
-- why: The same row twice counts the same thing twice.
select
    any_value(document_key) as document_key,
    'project' as subject,
    any_value(unit_name) as unit_name,
    any_value(project_name) as project_name,
    concat(
        'In “',
        any_value(project_name),
        '” the indicator “',
        left(indicator_name, 40),
        '” (',
        level2,
        ') stands ',
        count(*),
        ' times with the same target.'
    ) as message,
    count(*) as stated,
    1 as computed,
    list(line_key order by line_key) as line_keys
from store.indicator
where
    project_key is not null and length(indicator_name) >= 4 and level1 <> '成本'
    and statement in ('project_targets', 'self_evaluation')
group by project_key, level1, level2, indicator_name, operator, target_text, target_unit
having count(*) > 1

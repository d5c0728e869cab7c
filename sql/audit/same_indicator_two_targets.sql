-- title: One indicator of a project has two targets
-- title_zh: 同一项目同一指标有两个目标值
-- severity: warning
-- why: The same words with two values: one of them is a slip or a copy.
with named as (
    select
        *,
        translate(indicator_name, ' 0123456789、.．（）()', '') as name
    from store.indicator
    where
        project_key is not null and indicator_name is not null and target_value is not null and level1 <> '成本'
        and statement in ('project_targets', 'self_evaluation', 'project_declaration')
        and not regexp_matches(coalesce(target_unit, ''), '元')
)

select
    any_value(document_key) as document_key,
    'project' as subject,
    any_value(unit_name) as unit_name,
    any_value(project_name) as project_name,
    concat(
        'In “', any_value(project_name), '” the indicator “', any_value(indicator_name), '” has the targets ',
        array_to_string(list(distinct rules.plain(target_value) order by rules.plain(target_value)), ' and '),
        ' ',
        target_unit,
        '.'
    ) as message,
    rules.plain(min(target_value)) as stated,
    rules.plain(max(target_value)) as computed,
    list(line_key order by line_key) as line_keys
from named
where length(name) >= 6
group by project_key, level2, name, target_unit, operator
having count(distinct target_value) > 1

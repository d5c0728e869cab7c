-- title: One indicator of a project has two targets
-- title_zh: 同一项目同一指标有两个目标值
-- severity: warning
-- why: The same words with two values: one of them is a slip or a copy.
with named as (
    select
        project_key,
        level2,
        translate(indicator_name, ' 0123456789、.．（）()', '') as name,
        target_unit,
        operator,
        target_value,
        line_key
    from store.indicator
    where
        project_key is not null and indicator_name is not null and target_value is not null and level1 <> '成本'
        and statement in ('project_targets', 'self_evaluation', 'project_declaration')
        and not coalesce(contains(target_unit, '元'), false)
),

differing as (
    select
        project_key,
        level2,
        name,
        target_unit,
        operator
    from named
    where length(name) >= 6
    group by all
    having min(target_value) <> max(target_value)
),

lines as (
    select
        named.project_key,
        named.name,
        named.target_unit,
        named.level2,
        named.operator,
        min(named.target_value) as least,
        max(named.target_value) as most,
        list(distinct rules.plain(named.target_value)) as targets,
        list(named.line_key order by named.line_key) as line_keys
    from named
    inner join differing
        on
            named.project_key = differing.project_key
            and named.name = differing.name
            and named.level2 is not distinct from differing.level2
            and named.target_unit is not distinct from differing.target_unit
            and named.operator is not distinct from differing.operator
    group by all
)

select
    indicator.document_key,
    'project' as subject,
    indicator.unit_name,
    indicator.project_name,
    concat(
        'In “', indicator.project_name, '” the indicator “', indicator.indicator_name, '” has the targets ',
        array_to_string(list_sort(lines.targets), ' and '), ' ', lines.target_unit, '.'
    ) as message,
    rules.plain(lines.least) as stated,
    rules.plain(lines.most) as computed,
    lines.line_keys
from lines
inner join store.indicator
    on lines.line_keys[1] = indicator.line_key

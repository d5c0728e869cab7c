-- title: One indicator of a project has two targets
-- title_zh: 同一项目同一指标有两个目标值
-- message: In “{project}” the indicator “{indicator}” has the targets {targets} {target_unit}.
-- message_zh: “{project}”的同一指标“{indicator}”有两个目标值：{targets} {target_unit}。
-- severity: warning
-- why: The same words with two values: one of them is a slip or a copy.
with named as not materialized (
    select
        project_key,
        level2,
        -- Without its number in the list; other figures say which thing is meant.
        regexp_replace(replace(indicator_name, ' ', ''), '^[（(]?[0-9]{1,2}[、．）)]', '') as name,
        target_unit,
        operator,
        target_value,
        line_key,
        -- Few lines differ: a number finds them sooner than the words.
        hash(project_key, level2, name, target_unit, operator) as same
    from store.indicator
    where
        -- Rows whose project is not known may belong to several.
        project_key is not null and project_name is not null and project_name <> coalesce(unit_name, '')
        and length(indicator_name) >= 6 and target_value is not null and level1 <> '成本'
        and statement in ('project_targets', 'self_evaluation', 'project_declaration')
        and not coalesce(contains(target_unit, '元'), false)
),

differing as (
    select same
    from named
    group by same
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
        list(distinct rules.plain(named.target_value) order by rules.plain(named.target_value)) as targets,
        list(named.line_key order by named.line_key) as line_keys
    from named
    semi join differing
        on named.same = differing.same
    where length(named.name) >= 6
    group by all
    having min(named.target_value) <> max(named.target_value)
)

select
    indicator.document_key,
    'project' as subject,
    indicator.unit_name,
    indicator.project_name,
    indicator.indicator_name as indicator,
    array_to_string(list_sort(lines.targets), ' and ') as targets,
    lines.target_unit,
    rules.plain(lines.least) as stated,
    rules.plain(lines.most) as computed,
    lines.line_keys
from lines
inner join store.indicator
    on lines.line_keys[1] = indicator.line_key

-- title: A project has no quantity or no cost indicator
-- title_zh: 项目缺少数量或成本指标
-- message: “{project}” ({budget:yuan}) has {indicators} indicators, but none for {missing}.
-- message_zh: “{project}”（{budget:yuan}）有{indicators}项指标，但没有{missing}指标。
-- severity: info
-- why: Without a quantity nobody knows what was bought, without a cost nobody knows at which price.
with lines as not materialized (
    select
        project_key,
        level1,
        level2
    from store.indicator
    where project_key is not null and statement in ('project_targets', 'project_declaration')
),

sums as (
    select
        project_key,
        count(*) as indicators,
        coalesce(bool_or(level1 = '成本' or level2 like '%成本%'), false) as has_cost,
        coalesce(bool_or(level2 = '数量'), false) as has_quantity,
        count(level2) as with_level
    from lines
    group by project_key
    having count(*) >= 3
)

select
    project.document_key,
    'project' as subject,
    project.unit_name,
    project.project_name,
    project.project_key,
    project.amount_yuan as budget,
    sums.indicators,
    concat_ws('、', case when not has_quantity then '数量' end, case when not has_cost then '成本' end) as missing,
    sums.indicators as stated
from sums
inner join store.project using (project_key)
where
    not (has_cost and has_quantity) and project.amount_yuan > 0 and project.project_name is not null
    -- Levels that were not read say nothing of what is missing.
    and sums.with_level = sums.indicators

-- title: A project has no output or no satisfaction indicator
-- title_zh: 项目缺少产出或满意度指标
-- message: “{project}” has {indicators} indicators, but none for {missing}.
-- message_zh: “{project}”有{indicators}项指标，但缺少{missing}指标。
-- severity: info
-- why: The rules of the field ask for outputs, effects and the satisfaction of those served.
with lines as not materialized (
    select
        project_key,
        level1
    from store.indicator
    where project_key is not null and statement = 'project_targets'
),

lacking as (
    select project_key
    from lines
    group by project_key
    having
        count(*) >= 2
        and not (coalesce(bool_or(level1 = '产出'), false) and coalesce(bool_or(level1 = '满意度'), false))
),

levels as (
    select
        project_key,
        list(distinct level1 order by level1) as levels,
        count(*) as rows
    from lines
    semi join lacking using (project_key)
    group by project_key
)

select
    project.document_key,
    'project' as subject,
    project.unit_name,
    project.project_name,
    levels.rows as indicators,
    array_to_string(list_filter(['产出', '效益', '满意度'], lambda level: not list_contains(levels.levels, level)), ', ')
        as missing,
    array_to_string(list_sort(levels.levels), ', ') as stated
from store.project
inner join levels using (project_key)

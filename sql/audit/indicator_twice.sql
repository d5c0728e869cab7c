-- title: An indicator stands twice in one project
-- title_zh: 同一指标重复出现
-- message: In “{project}” the indicator “{indicator}” ({level}) stands {times} times with the same target.
-- message_zh: “{project}”：指标“{indicator}”（{level}）以相同目标值出现{times}次。
-- severity: info
-- why: The same row twice counts the same thing twice.
with named as not materialized (
    select
        project_key,
        level1,
        level2,
        indicator_name,
        operator,
        target_text,
        target_unit,
        line_key,
        -- Few lines are repeated: a number finds them sooner than the words.
        hash(project_key, indicator_name, target_text) as same
    from store.indicator
    where
        -- Rows whose project is not known may belong to several.
        project_key is not null and project_name is not null and length(indicator_name) >= 4 and level1 <> '成本'
        and statement in ('project_targets', 'self_evaluation')
),

candidates as (
    select same
    from named
    group by same
    having count(*) > 1
),

repeated as (
    select
        project_key,
        level1,
        level2,
        indicator_name,
        operator,
        target_text,
        target_unit,
        count(*) as times,
        min(line_key) as first_key,
        max(line_key) as last_key
    from named
    semi join candidates
        on named.same = candidates.same
    group by project_key, level1, level2, indicator_name, operator, target_text, target_unit
    having count(*) > 1
)

select
    indicator.document_key,
    'project' as subject,
    indicator.unit_name,
    indicator.project_name,
    left(repeated.indicator_name, 40) as indicator,
    repeated.level2 as level,
    repeated.times,
    repeated.times as stated,
    1 as computed,
    [repeated.first_key, repeated.last_key] as line_keys
from repeated
inner join store.indicator
    on repeated.first_key = indicator.line_key

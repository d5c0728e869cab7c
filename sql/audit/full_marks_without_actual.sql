-- title: Full marks without an actual value
-- title_zh: 实际完成值空白却得满分
-- message: In “{project}” the indicator “{indicator}” got all {points} points, and its actual value is empty.
-- message_zh: “{project}”：指标“{indicator}”的实际完成值空白，却得满分{points}分。
-- severity: warning
-- why: Points are given for what was achieved; here nothing is said to have been.
select
    document_key,
    'line' as subject,
    unit_name,
    project_name,
    project_key,
    left(indicator_name, 40) as indicator,
    rules.plain(score) as points,
    target_text as stated,
    rules.plain(score) as computed,
    [line_key] as line_keys
from store.indicator
where
    statement = 'self_evaluation' and not is_not_applicable and score = weight and weight > 0
    and (actual_text is null or regexp_full_match(actual_text, '[\s/\-—]*'))
    and target_text is not null and not regexp_matches(target_text, '不适用')
    and level1 is distinct from '预算执行'
    -- A form without any actual value has lost the column.
    and project_key in (
        select filled.project_key
        from store.indicator as filled
        where filled.statement = 'self_evaluation' and filled.actual_text is not null
    )

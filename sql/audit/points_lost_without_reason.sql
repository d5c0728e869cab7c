-- title: Points were lost and no reason is given
-- title_zh: 扣分未说明原因
-- message: In “{project}” the indicator “{indicator}” got {points} of {weight} points, without a reason.
-- message_zh: “{project}”：指标“{indicator}”满分{weight}分，得{points}分，未说明扣分原因。
-- severity: info
-- why: The form asks for the reason of a deviation.
select
    document_key,
    'line' as subject,
    unit_name,
    project_name,
    left(indicator_name, 40) as indicator,
    rules.plain(score) as points,
    rules.plain(weight) as weight,
    rules.plain(weight) as stated,
    rules.plain(score) as computed,
    [line_key] as line_keys
from store.indicator
where
    statement = 'self_evaluation'
    and not is_not_applicable
    and score < weight
    and deviation_reason is null
    and level1 is distinct from '预算执行'

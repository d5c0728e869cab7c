-- title: Points were lost and no reason is given
-- title_zh: 扣分未说明原因
-- severity: info
-- why: The form asks for the reason of a deviation.
select
    document_key,
    'line' as subject,
    unit_name,
    project_name,
    concat(
        'In “',
        rules.name_of(project_name, unit_name),
        '” the indicator “',
        left(indicator_name, 40),
        '” got ',
        rules.plain(score),
        ' of ',
        rules.plain(weight),
        ' points, without a reason.'
    ) as message,
    rules.plain(weight) as stated,
    rules.plain(score) as computed,
    [line_key] as line_keys
from store.indicator
where statement = 'self_evaluation' and score < weight and deviation_reason is null and level1 is distinct from '预算执行'

-- title: A qualitative target has a unit of measure
-- title_zh: 定性指标带有计量单位
-- severity: info
-- why: What is not measured has no unit: the row was filled in without thought, or the columns are shifted.
select
    document_key,
    'line' as subject,
    unit_name,
    project_name,
    concat(
        'The qualitative target “',
        left(target_text, 40),
        '” of “',
        rules.name_of(project_name, unit_name),
        '” is measured in “',
        target_unit,
        '”.'
    ) as message,
    target_unit as stated,
    [line_key] as line_keys
from store.indicator
where
    operator = '定性' and target_unit is not null
    and not regexp_matches(target_unit, '^(其他|其它|级|等级|优良|定性|无|/|-|—)+$')
    and not regexp_matches(coalesce(target_text, ''), '[0-9]')

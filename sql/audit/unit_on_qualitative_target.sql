-- title: A qualitative target has a unit of measure
-- title_zh: 定性指标带有计量单位
-- message: The qualitative target “{target}” of “{project}” is measured in “{target_unit}”.
-- message_zh: “{project}”的定性指标值“{target}”带有计量单位“{target_unit}”。
-- severity: info
-- why: What is not measured has no unit: the row was filled in without thought, or the columns are shifted.
select
    document_key,
    'line' as subject,
    unit_name,
    project_name,
    left(target_text, 40) as target,
    target_unit,
    target_unit as stated,
    [line_key] as line_keys
from store.indicator
where
    operator = '定性' and target_unit is not null
    -- 项 is what the system fills in by itself.
    and not regexp_matches(target_unit, '^(其他|其它|级|等级|优良|定性|无|项|/|-|—)+$')
    and not regexp_matches(coalesce(target_text, ''), '[0-9]')

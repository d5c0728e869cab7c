-- title: A target is exactly 100 %
-- title_zh: 指标值为100%
-- severity: info
-- why: Whether 100 % means anything depends on how it is counted; such targets are nearly always reported
--   as met.
select
    document_key,
    'line' as subject,
    unit_name,
    project_name,
    concat(
        'The target of “',
        left(indicator_name, 40),
        '” in “',
        rules.name_of(project_name, unit_name),
        '” is ',
        operator,
        ' 100 %.'
    ) as message,
    target_text as stated,
    [line_key] as line_keys
from store.indicator
where
    target_value = 100 and target_unit = '%' and coalesce(operator, '=') in ('=', '≥')
    and statement in ('project_targets', 'overall_targets', 'transfer_targets')

-- title: A target in months lies beyond the year
-- title_zh: 时效指标月份超过12
-- severity: warning
-- why: A year has twelve months.
select
    document_key,
    'line' as subject,
    unit_name,
    project_name,
    concat(
        'A target in months of “',
        rules.name_of(project_name, unit_name),
        '” reads “',
        indicator_name,
        ' ',
        rules.target(operator, target_text, target_unit),
        '”.'
    ) as message,
    rules.target(operator, target_text, target_unit) as stated,
    [line_key] as line_keys
from store.indicator
where
    statement in ('project_targets', 'project_declaration', 'overall_targets', 'transfer_targets', 'self_evaluation')
    and regexp_matches(target_unit, '^(个)?月$') and target_value > 12

-- title: A target in months lies beyond the year
-- title_zh: 时效指标月份超过12
-- message: A target in months of “{project}” reads “{indicator} {target}”.
-- message_zh: “{project}”的时效指标“{indicator} {target}”超过12个月。
-- severity: warning
-- why: A year has twelve months.
select
    document_key,
    'line' as subject,
    unit_name,
    project_name,
    indicator_name as indicator,
    rules.target(operator, target_text, target_unit) as target,
    rules.target(operator, target_text, target_unit) as stated,
    [line_key] as line_keys
from store.indicator
where
    statement in ('project_targets', 'project_declaration', 'overall_targets', 'transfer_targets', 'self_evaluation')
    and regexp_matches(target_unit, '^(个)?月$') and target_value > 12

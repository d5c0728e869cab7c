-- title: A satisfaction target is an upper limit
-- title_zh: 满意度指标方向为“≤”
-- message: A satisfaction target of “{project}” reads “{indicator} {target}”.
-- message_zh: “{project}”的满意度指标“{indicator} {target}”方向为“≤”，越不满意越达标。
-- severity: warning
-- why: Dissatisfaction would meet the target.
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
    and level1 = '满意度'
    and operator in ('≤', '<')
    and regexp_matches(coalesce(target_unit, '%'), '^(%|分)$')
    and not regexp_matches(indicator_name, '(投诉|不满|差评)')

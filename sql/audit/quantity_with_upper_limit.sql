-- title: A quantity target is an upper limit
-- title_zh: 数量指标方向为“≤”
-- severity: warning
-- why: Delivering nothing at all would meet the target.
select
    document_key,
    'line' as subject,
    unit_name,
    project_name,
    concat(
        'A quantity target of “',
        coalesce(project_name, unit_name, ''),
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
    and level2 = '数量' and operator in ('≤', '<') and not regexp_matches(coalesce(target_unit, ''), '元')

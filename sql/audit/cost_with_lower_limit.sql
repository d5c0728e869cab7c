-- title: A cost target is a lower limit
-- title_zh: 成本指标方向为“≥”
-- message: A cost target of “{project}” reads “{indicator} {target}”.
-- message_zh: “{project}”的成本指标“{indicator} {target}”方向为“≥”，花得越多越达标。
-- severity: warning
-- why: Spending more without any bound would meet the target.
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
    and (level1 = '成本' or level2 = '成本')
    and operator in ('≥', '>')
    and regexp_matches(coalesce(target_unit, ''), '^(万)?元(/年)?$')
    and not regexp_matches(indicator_name, '(标准|节约|节省|收入|补贴|补助|津贴)')

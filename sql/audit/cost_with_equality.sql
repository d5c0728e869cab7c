-- title: A cost target is to be met exactly
-- title_zh: 成本指标方向为“=”
-- message: A cost target of “{project}” reads “{indicator} {target}”: less would miss it.
-- message_zh: “{project}”的成本指标“{indicator} {target}”方向为“=”，节约反而不达标。
-- severity: info
-- why: Who saves money misses the target.
select
    document_key,
    'line' as subject,
    unit_name,
    project_name,
    project_key,
    left(indicator_name, 60) as indicator,
    rules.target(operator, target_text, target_unit) as target,
    rules.target(operator, target_text, target_unit) as stated,
    [line_key] as line_keys
from store.indicator
where
    statement in ('project_targets', 'project_declaration', 'overall_targets', 'transfer_targets')
    and (level1 = '成本' or level2 = '成本') and operator = '=' and target_value > 0
    and regexp_matches(coalesce(target_unit, ''), '^(万)?元$')
    -- What is paid by a rule has one amount.
    and not regexp_matches(coalesce(indicator_name, ''), '标准|补贴|补助|津贴|工资|抚恤|慰问|待遇|奖励')

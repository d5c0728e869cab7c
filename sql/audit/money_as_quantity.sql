-- title: A sum of money stands as a quantity indicator
-- title_zh: 数量指标以金额计量
-- message: A quantity target of “{project}” reads “{indicator} {target}”.
-- message_zh: “{project}”的数量指标“{indicator} {target}”以金额计量。
-- severity: info
-- why: What is bought should be counted, not what it costs.
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
    and level2 = '数量' and regexp_matches(target_unit, '^(万)?元')

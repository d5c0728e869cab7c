-- title: A percentage target is above 100
-- title_zh: 百分比目标超过100%
-- message: A percentage target of “{project}” reads “{indicator} {target}”.
-- message_zh: “{project}”的百分比指标“{indicator} {target}”超过100%。
-- severity: warning
-- why: A rate of satisfaction, accuracy or completion cannot exceed 100 %.
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
    and target_unit = '%'
    and target_value > 100
    and (level1 = '满意度' or regexp_matches(indicator_name, '(满意|合格|准确|完成|覆盖|及时|到位|达标)率?'))

-- title: A deadline is a lower limit
-- title_zh: 时效指标方向为“≥”
-- message: A deadline of “{project}” reads “{indicator} {target}”.
-- message_zh: “{project}”的时效指标“{indicator} {target}”方向为“≥”，越晚越达标。
-- severity: warning
-- why: Being later would meet the target better.
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
    statement in ('project_targets', 'project_declaration', 'overall_targets', 'transfer_targets', 'self_evaluation')
    and level2 = '时效' and operator in ('≥', '>')
    and regexp_matches(coalesce(target_unit, ''), '^(个)?(工作日|日|天|小时|分钟|月|月底|日前|月前)$')
    -- How long something is kept up is better when it is longer.
    and not regexp_matches(
        coalesce(indicator_name, ''), '服务(期|时间|时长)|天数|提前|预警|预报|运行|保障(时间|时长|天数)|开放|持续|使用|值守|在岗|质保|保修|培训'
    )

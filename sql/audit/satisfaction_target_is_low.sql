-- title: A satisfaction target is below 90 %
-- title_zh: 满意度目标低于90%
-- message: The satisfaction target of “{project}” is {target} (“{indicator}”).
-- message_zh: “{project}”的满意度目标为{target}（“{indicator}”）。
-- severity: info
-- why: Nearly every survey of an office gives 90 % and more: a lower target cannot be missed.
select
    document_key,
    'line' as subject,
    unit_name,
    project_name,
    project_key,
    left(indicator_name, 40) as indicator,
    rules.target(operator, target_text, target_unit) as target,
    rules.plain(target_value) as stated,
    '90' as computed,
    [line_key] as line_keys
from store.indicator
where
    statement in ('project_targets', 'project_declaration', 'overall_targets', 'transfer_targets', 'self_evaluation')
    and level1 = '满意度' and target_unit in ('%', '％') and coalesce(operator, '≥') in ('≥', '>', '=')
    -- 0.9 is 90 % printed as a fraction.
    and target_value > 1 and target_value < 90
    and not regexp_matches(coalesce(indicator_name, ''), '投诉|不满|差评')

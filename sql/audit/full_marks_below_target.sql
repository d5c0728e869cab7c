-- title: Full marks although the target was missed
-- title_zh: 未达目标却得满分
-- message: In “{project}” the indicator “{indicator}” got {points} of {weight} points with “{actual}” against a
--   target of “{target}”.
-- message_zh: “{project}”：指标“{indicator}”目标值“{target}”，实际“{actual}”，仍得{points}分（满分{weight}分）。
-- severity: warning
-- why: The score was given, not earned.
select
    document_key,
    'line' as subject,
    unit_name,
    project_name,
    left(indicator_name, 40) as indicator,
    rules.plain(score) as points,
    rules.plain(weight) as weight,
    actual_text as actual,
    target_text as target,
    target_text as stated,
    actual_text as computed,
    [line_key] as line_keys
from store.indicator
where
    statement = 'self_evaluation'
    and score = weight
    and weight > 0
    and target_value is not null
    and actual_value is not null
    and (
        (coalesce(operator, '≥') in ('≥', '>', '=') and actual_value < target_value)
        or (operator in ('≤', '<') and actual_value > target_value)
    )
    and level1 in ('产出', '效益', '满意度') and not is_not_applicable
    -- Without a sign, a rate of errors or accidents is met by a smaller one.
    and (operator is not null or not rules.is_harm(indicator_name))
    and coalesce(target_unit, '') not in ('月', '日', '年', '点', '元', '万元')
    and coalesce(level2, '') not in ('时效', '成本', '经济成本')
    -- 0.95 against 95 % is the same figure.
    and actual_value * 100 <> target_value and actual_value <> target_value * 100
    -- A figure in 万 beside one without is read in another unit.
    and coalesce(regexp_matches(actual_text, '[万亿千]') = regexp_matches(target_text, '[万亿千]'), true)

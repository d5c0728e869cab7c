-- title: The target was exceeded more than twofold
-- title_zh: 实际值远超目标
-- message: In “{project}” the indicator “{indicator}” reached “{actual}” against a target of “{target}”.
-- message_zh: “{project}”：指标“{indicator}”目标值“{target}”，实际达到“{actual}”，超出一倍以上。
-- severity: info
-- why: A target that is beaten twice over was set too low, or the actual value is another measure.
select
    document_key,
    'line' as subject,
    unit_name,
    project_name,
    left(indicator_name, 40) as indicator,
    actual_text as actual,
    target_text as target,
    target_text as stated,
    actual_text as computed,
    [line_key] as line_keys
from store.indicator
where
    statement = 'self_evaluation'
    and not rules.is_harm(indicator_name)
    and target_value > 0
    and actual_value > target_value * 2
    and level1 in ('产出', '效益')
    and coalesce(operator, '≥') in ('≥', '>', '=') and coalesce(target_unit, '') not in ('%', '月', '日', '年', '元', '万元')
    and actual_value <> target_value * 100
    and coalesce(regexp_matches(actual_text, '[万亿千]') = regexp_matches(target_text, '[万亿千]'), true)

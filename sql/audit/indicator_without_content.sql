-- title: An indicator is only called by its kind
-- title_zh: 指标名称只是类别名
-- message: In “{project}” an indicator is only called “{indicator}”.
-- message_zh: “{project}”有指标只写类别名“{indicator}”。
-- severity: info
-- why: “服务对象满意度指标” or “成本控制” does not say what is measured.
select
    document_key,
    'line' as subject,
    unit_name,
    project_name,
    indicator_name as indicator,
    indicator_name as stated,
    [line_key] as line_keys
from store.indicator
where
    statement in ('project_targets', 'overall_targets', 'self_evaluation') and not is_not_applicable
    -- How many of those served are satisfied is said by the figure beside it.
    and not (level1 = '满意度' and target_value is not null)
    -- A target in words says what the name does not.
    and not coalesce(regexp_matches(target_text, '[一-龥]{4}'), false)
    and not coalesce(regexp_matches(target_text, '^\s*(不适用|无|/|-|—)+\s*$'), false)
    -- Its last letter rules most names out, sooner than the whole pattern does.
    and regexp_matches(indicator_name, '[标制益度响][\s。0-9]*$')
    and regexp_matches(
        regexp_replace(indicator_name, '[\s。0-9]', '', 'g'),
        '^((产出|效益|成本|经济|社会|生态|质量|数量|时效)*(指标|控制|效益)|服务对象满意度(指标)?|满意度|可持续影响(指标)?)$'
    )

-- title: The actual value only says that the target was achieved
-- title_zh: 实际完成值只写“达到目标”
-- message: In “{project}” the target of “{indicator}” is “{target}”, the actual value only “{actual}”.
-- message_zh: “{project}”：指标“{indicator}”的目标值为“{target}”，实际完成值只写“{actual}”。
-- severity: info
-- why: A number was promised; the evaluation does not give one.
select
    document_key,
    'line' as subject,
    unit_name,
    project_name,
    left(indicator_name, 40) as indicator,
    target_text as target,
    actual_text as actual,
    target_text as stated,
    actual_text as computed,
    [line_key] as line_keys
from store.indicator
where
    statement = 'self_evaluation' and target_value is not null and not is_not_applicable
    -- A figure in place of the name: the columns of the form are shifted by one, and the actual value stands beside.
    and not regexp_matches(indicator_name, '^\s*[≥≤><=＞＜]?\s*[0-9.]+')
    -- A date is kept or not: that it was kept is the actual value.
    and not regexp_matches(concat(target_text, target_unit), '(年|月|日|天|季度|月底|年底|前)\s*(完成|前)?$')
    and regexp_matches(
        regexp_replace(actual_text, '[\s。]', '', 'g'),
        '^(已)?(达到|实现|完成|达成)(了)?(预期|年度|既定|全部)?(目标|指标值|指标|任务)?$|^(达标|已达标|按时完成|按期完成)$'
    )

-- title: The actual value only says that the target was achieved
-- title_zh: 实际完成值只写“达到目标”
-- severity: info
-- why: A number was promised; the evaluation does not give one.
select
    document_key,
    'line' as subject,
    unit_name,
    project_name,
    concat(
        'In “',
        rules.name_of(project_name, unit_name),
        '” the target of “',
        left(indicator_name, 40),
        '” is “',
        target_text,
        '”, the actual value only “',
        actual_text,
        '”.'
    ) as message,
    target_text as stated,
    actual_text as computed,
    [line_key] as line_keys
from store.indicator
where
    statement = 'self_evaluation' and target_value is not null
    and regexp_matches(
        regexp_replace(actual_text, '[\s。]', '', 'g'),
        '^(已)?(达到|实现|完成|达成)(了)?(预期|年度|既定|全部)?(目标|指标值|指标|任务)?$|^(达标|已达标|按时完成|按期完成)$'
    )

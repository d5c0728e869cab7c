-- title: A target that should be a number has none
-- title_zh: 定量指标没有数值
-- severity: info
-- why: ≥, ≤ and = ask for a number.
select
    document_key,
    'line' as subject,
    unit_name,
    project_name,
    concat(
        'The target of “',
        indicator_name,
        '” in “',
        rules.name_of(project_name, unit_name),
        '” has the sign ',
        operator,
        ' but no number: “',
        coalesce(left(target_text, 40), ''),
        '”.'
    ) as message,
    target_text as stated,
    [line_key] as line_keys
from store.indicator
where
    operator in ('≥', '≤', '>', '<') and target_value is null and not is_not_applicable
    and not regexp_matches(coalesce(target_text, ''), '[0-9０-９一二三四五六七八九十百]')

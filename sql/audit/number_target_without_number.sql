-- title: A target that should be a number has none
-- title_zh: 定量指标没有数值
-- message: The target of “{indicator}” in “{project}” has the sign {operator} but no number: “{target}”.
-- message_zh: “{project}”：指标“{indicator}”有“{operator}”而没有数值：“{target}”。
-- severity: info
-- why: ≥, ≤ and = ask for a number.
select
    document_key,
    'line' as subject,
    unit_name,
    project_name,
    indicator_name as indicator,
    operator,
    coalesce(left(target_text, 40), '') as target,
    target_text as stated,
    [line_key] as line_keys
from store.indicator
where
    operator in ('≥', '≤', '>', '<') and target_value is null and not is_not_applicable
    -- The figure may stand in the next cell, or in the name.
    and not regexp_matches(
        concat(target_text, target_unit, regexp_extract(indicator_name, '.{6}$')),
        '[0-9０-９①-⑳Ⅰ-Ⅻ一二三四五六七八九十百千万半两零]'
    )

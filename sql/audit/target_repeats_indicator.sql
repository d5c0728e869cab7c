-- title: A target only repeats the name of its indicator
-- title_zh: 指标值重复指标名称
-- severity: info
-- why: The target says what is to be done, not how much of it.
select
    document_key,
    'line' as subject,
    unit_name,
    project_name,
    concat(
        'In “',
        rules.name_of(project_name, unit_name),
        '” the target repeats its indicator: “',
        left(indicator_name, 40),
        '”.'
    ) as message,
    left(target_text, 200) as stated,
    [line_key] as line_keys
from store.indicator
where
    length(indicator_name) >= 6
    -- Most targets are figures.
    and regexp_matches(target_text, '[一-龥]{2}') and regexp_matches(indicator_name, '[一-龥]{4}')
    and regexp_replace(indicator_name, '[\s。，,；]', '', 'g') = regexp_replace(target_text, '[\s。，,；]', '', 'g')

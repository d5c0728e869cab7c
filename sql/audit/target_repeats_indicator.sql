-- title: A target only repeats the name of its indicator
-- title_zh: 指标值重复指标名称
-- message: In “{project}” the target repeats its indicator: “{indicator}”.
-- message_zh: “{project}”的指标值只是重复指标名称：“{indicator}”。
-- severity: info
-- why: The target says what is to be done, not how much of it.
select
    document_key,
    'line' as subject,
    unit_name,
    project_name,
    left(indicator_name, 40) as indicator,
    left(target_text, 200) as stated,
    [line_key] as line_keys
from store.indicator
where
    length(indicator_name) >= 6
    -- Most targets are figures.
    and regexp_matches(target_text, '[一-龥]{2}') and regexp_matches(indicator_name, '[一-龥]{4}')
    and regexp_replace(indicator_name, '[\s。，,；]', '', 'g') = regexp_replace(target_text, '[\s。，,；]', '', 'g')

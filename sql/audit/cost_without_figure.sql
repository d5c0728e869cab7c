-- title: The cost indicator names no sum
-- title_zh: 成本指标没有金额
-- message: The cost indicator of “{project}” names no sum: “{text}”.
-- message_zh: “{project}”的成本指标没有金额：“{text}”。
-- severity: info
-- why: A cost indicator without a sum cannot be checked.
select
    document_key,
    'line' as subject,
    unit_name,
    project_name,
    left(coalesce(target_text, indicator_name), 60) as text,
    left(coalesce(target_text, indicator_name), 200) as stated,
    [line_key] as line_keys
from store.indicator
where
    statement = 'project_declaration' and (level1 = '成本' or level2 like '%成本%') and not is_not_applicable
    and coalesce(target_text, indicator_name) is not null
    and not regexp_matches(coalesce(target_text, indicator_name), '[0-9０-９]')

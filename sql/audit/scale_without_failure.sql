-- title: A scale that nobody can fail
-- title_zh: 评价标准没有不合格一档
-- message: The target of “{indicator}” in “{project}” is a scale without a lower end: “{target}”.
-- message_zh: “{project}”：指标“{indicator}”的评价标准没有不合格一档：“{target}”。
-- severity: info
-- why: Where the worst grade is still good, every outcome is a success.
select
    document_key,
    'line' as subject,
    unit_name,
    project_name,
    project_key,
    left(indicator_name, 40) as indicator,
    left(regexp_replace(target_text, '\s', '', 'g'), 60) as target,
    left(target_text, 200) as stated,
    [line_key] as line_keys
from store.indicator
where
    not is_not_applicable and target_value is null and length(target_text) <= 60 and indicator_name is not null
    and regexp_matches(target_text, '优.{0,12}(极高|很高|较高|高|显著|明显)|(极高|很高|显著|明显).{0,6}优')
    and regexp_matches(target_text, '良|中')
    and not regexp_matches(target_text, '差|不|未|低|无|一般|部分')

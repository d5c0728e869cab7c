-- title: A target says nothing that could be checked
-- title_zh: 指标值空泛，无法核验
-- message: The target of “{indicator}” in “{project}” is only “{target}”.
-- message_zh: “{project}”：指标“{indicator}”的目标值只写“{target}”。
-- severity: info
-- why: 优, 良好, 达标 and “已完成为优，基本完成为良” can be claimed of any work.
select
    document_key,
    'line' as subject,
    unit_name,
    project_name,
    left(indicator_name, 40) as indicator,
    left(target_text, 40) as target,
    left(target_text, 200) as stated,
    [line_key] as line_keys
from store.indicator
where
    coalesce(operator, '定性') = '定性' and not is_not_applicable
    and regexp_matches(
        regexp_replace(target_text, '[\s。，,“”"]', '', 'g'),
        '^(为|达到)?(优|良|好|优良|良好|较好|高中低|优良中低差|达标|达到预期|有所提高|有效提升|不断提升|长期|显著|明显|是|完成|已完成|及时|合格)$|已完成为优'
    )

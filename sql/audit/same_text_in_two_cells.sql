-- title: One sentence stands in two cells of a form
-- title_zh: 同一段文字填在两个指标中
-- message: In “{project}” one sentence stands for {levels}: “{excerpt}”.
-- message_zh: “{project}”的{levels}填的是同一段文字：“{excerpt}”。
-- severity: info
-- why: What describes a quantity does not describe a quality: one of the two was not thought about.
with texts as (
    select
        project_key,
        level2,
        line_key,
        regexp_replace(coalesce(target_text, indicator_name), '[\s。，,；;、]', '', 'g') as text
    from store.indicator
    where
        project_key is not null and level2 is not null and not is_not_applicable
        and length(coalesce(target_text, indicator_name)) >= 12 and target_value is null
        and statement in ('project_declaration', 'project_targets', 'self_evaluation')
),

repeated as (
    select
        project_key,
        text,
        list(distinct level2 order by level2) as levels,
        list(line_key order by line_key) as line_keys
    from texts
    where not regexp_matches(text, '优.*(良|中)')
    group by project_key, text
    having count(distinct level2) >= 2
)

select
    project.document_key,
    'project' as subject,
    project.unit_name,
    project.project_name,
    project.project_key,
    array_to_string(repeated.levels, '、') as levels,
    left(repeated.text, 40) as excerpt,
    left(repeated.text, 200) as stated,
    repeated.line_keys
from repeated
inner join store.project using (project_key)

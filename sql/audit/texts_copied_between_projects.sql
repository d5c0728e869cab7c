-- title: Two projects have the same texts
-- title_zh: 不同项目的绩效指标文字雷同
-- message: “{one_name}” and “{other_name}” have {texts} indicator text(s) in the same words, such as “{excerpt}”.
-- message_zh: “{one_name}”与“{other_name}”有{texts}处指标文字相同，如“{excerpt}”。
-- severity: warning
-- why: Projects that buy different things promise the same in the same words.
with texts as (
    select
        document_key,
        project_key,
        project_name,
        unit_name,
        level2,
        line_key,
        regexp_replace(coalesce(target_text, indicator_name), '[\s。，,；;、]', '', 'g') as text
    from store.indicator
    where project_key is not null and not is_not_applicable and statement in ('project_declaration', 'project_targets')
),

long as (
    select distinct on (project_key, text) *
    from texts
    where length(text) >= 18 and not regexp_matches(text, '已完成为优|优为.*良为|为优.*为(良|中|差)')
    order by line_key
),

shared as (
    -- A text that many projects share is a formula of the office, not a copy between two.
    select
        *,
        count(*) over (partition by document_key, text) as projects
    from long
),

pairs as (
    select
        one.document_key,
        one.project_key as one_key,
        other.project_key as other_key,
        min(one.unit_name) as unit_name,
        min(one.project_name) as one_name,
        min(other.project_name) as other_name,
        count(*) as texts,
        max(one.text) as example,
        list_concat(list(one.line_key order by one.line_key), list(other.line_key order by other.line_key)) as line_keys
    from shared as one
    inner join shared as other
        on one.document_key = other.document_key and one.text = other.text and one.project_key < other.project_key
    where one.projects between 2 and 8
    group by one.document_key, one.project_key, other.project_key
)

select
    document_key,
    'project' as subject,
    case when texts >= 3 then 'warning' else 'info' end as severity,
    unit_name,
    one_name as project_name,
    one_name,
    other_name,
    texts,
    left(example, 40) as excerpt,
    one_name as stated,
    other_name as computed,
    line_keys
from pairs
where one_name is distinct from other_name

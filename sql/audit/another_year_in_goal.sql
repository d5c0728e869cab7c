-- title: A goal speaks of an earlier year only
-- title_zh: 绩效目标只写以前年度
-- message: The goal of “{project}” in the form for {form_year} speaks of {text_year} and of no later year: “{excerpt}…”.
-- message_zh: {form_year}年“{project}”的绩效目标只写到{text_year}年：“{excerpt}…”。
-- severity: info
-- why: A goal that knows only another year was copied from it.
with bare as (
    -- The year of a decree, and of a plan by its name, is not that of the goal.
    select
        project_key,
        regexp_extract_all(
            regexp_replace(goal, '《[^》]*》|（[^）]*）|\([^)]*\)|〔[^〕]*〕|【[^】]*】|“[^”]*”', '', 'g'), '(20[0-9]{2})\s*年', 1
        ) as named
    from store.project
    where goal is not null
),

years as (
    select
        project_key,
        list_max(named)::integer as text_year
    from bare
    where len(named) > 0
)

select
    project.document_key,
    'project' as subject,
    project.unit_name,
    project.project_name,
    project.project_key,
    project.fiscal_year as form_year,
    years.text_year,
    left(regexp_replace(project.goal, '\s', '', 'g'), 60) as excerpt,
    years.text_year as stated,
    project.fiscal_year as computed
from store.project
inner join years using (project_key)
where
    project.statement in ('project_targets', 'project_declaration', 'self_evaluation', 'overall_targets')
    and years.text_year < project.fiscal_year and years.text_year >= project.fiscal_year - 12

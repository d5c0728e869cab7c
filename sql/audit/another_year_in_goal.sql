-- title: A goal speaks of an earlier year only
-- title_zh: 绩效目标只写以前年度
-- message: The goal of “{project}” in the form for {form_year} speaks of {text_year} and of no later year: “{excerpt}…”.
-- message_zh: {form_year}年“{project}”的绩效目标只写到{text_year}年：“{excerpt}…”。
-- severity: info
-- why: A goal that knows only another year was copied from it.
with years as (
    select
        project_key,
        max(value)::integer as text_year
    from store.expression
    where kind = 'year' and field = 'goal' and value between 2005 and 2100
    group by project_key
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

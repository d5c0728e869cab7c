-- title: A project of this year is named after an earlier one
-- title_zh: 项目名称写的是以前年度
-- message: “{project}” ({budget:yuan}) stands in the plan for {form_year}.
-- message_zh: {form_year}年的预算中列有“{project}”（{budget:yuan}），名称写的是以前年度。
-- severity: info
-- why: A project named after an earlier year pays old debts, or its texts were copied.
select
    document_key,
    'project' as subject,
    unit_name,
    project_name,
    project_key,
    amount_yuan as budget,
    fiscal_year as form_year,
    project_name as stated,
    fiscal_year as computed
from store.project
where
    statement in ('project_targets', 'project_declaration', 'project_budget') and amount_yuan > 0
    and regexp_matches(project_name, '20[0-9]{2}')
    -- Years of a period that reaches into this one, and of what is named by its year, are none of the kind.
    and len(list_filter(
        regexp_extract_all(project_name, '20[0-9]{2}'), lambda named: named::integer >= fiscal_year
    )) = 0
    and fiscal_year - regexp_extract(project_name, '20[0-9]{2}')::integer <= 12

-- Which projects have money and not a single indicator?
-- zh: 哪些项目有钱却没有绩效指标？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
select
    projects.unit_name,
    projects.project_name,
    projects.amount_yuan,
    projects.statement,
    projects.file_name,
    projects.page
from mart.project as projects
left join mart.indicator_line as lines
    on
        projects.document_key = lines.document_key
        and projects.project_name = lines.project_name
where
    projects.document_key in (select addable.document_key from mart.document as addable where addable.is_addable)
    and lines.line_key is null
    and projects.amount_yuan > 0
    and ($year is null or projects.fiscal_year = cast($year as integer))
    and ($unit is null or contains(projects.unit_name, $unit))
order by projects.amount_yuan desc;

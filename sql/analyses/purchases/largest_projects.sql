-- Which projects are the largest?
-- zh: 金额最大的项目是哪些？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
-- param rows: how many (default: 30)
-- Current editions only. A project may stand in a list and in a form of its own: statement says which.
select
    coalesce(amount_yuan, adjusted_yuan, initial_yuan) as project_yuan,
    project_name,
    category,
    unit_name,
    fiscal_year,
    statement,
    file_name,
    page
from mart.project
where
    coalesce(amount_yuan, adjusted_yuan, initial_yuan) is not null
    and document_key in (select current_ones.document_key from mart.document as current_ones where is_current)
    and scope = 'department'
    and ($year is null or fiscal_year = cast($year as integer))
    and ($unit is null or contains(unit_name, $unit))
order by project_yuan desc, project_name asc, statement asc, page asc
limit cast($rows as integer);

-- How do projects divide into categories?
-- zh: 项目按类别如何分布？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
-- Documents that do not overlap only. Kinds of lists and forms (statement) are never added together: they hold the same projects.
select
    fiscal_year,
    statement,
    coalesce(category, '(no category printed)') as category,
    count(*) as projects,
    sum(amount_yuan) as amount_yuan,
    median(amount_yuan) as median_yuan
from mart.project
where
    document_key in (select addable.document_key from mart.document as addable where addable.is_addable)
    and scope = 'department'
    and ($year is null or fiscal_year = cast($year as integer))
    and ($unit is null or contains(unit_name, $unit))
group by fiscal_year, statement, coalesce(category, '(no category printed)')
order by fiscal_year asc, statement asc, amount_yuan desc nulls last;

-- How do projects divide into categories?
-- zh: 项目按类别如何分布？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
select
    fiscal_year,
    statement,
    category,
    count(*) as projects,
    sum(amount_yuan) as amount_yuan,
    median(amount_yuan) as median_yuan
from mart.project
where
    ($year is null or fiscal_year = cast($year as integer))
    and ($unit is null or contains(unit_name, $unit))
group by fiscal_year, statement, category
order by fiscal_year asc, statement asc, amount_yuan desc nulls last;

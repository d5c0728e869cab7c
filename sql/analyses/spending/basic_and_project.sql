-- How much is basic expenditure and how much project expenditure?
-- zh: 基本支出与项目支出各多少？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
-- answers: {n} of {of} units and years in the ledger print basic and project expenditure
-- counted: select count(distinct (unit_key, fiscal_year, stage)) filter (where basic_or_project is not null),
-- counted: count(distinct (unit_key, fiscal_year, stage)) from mart.ledger
-- counted: where ($year is null or fiscal_year = cast($year as integer))
-- counted: and ($unit is null or contains(unit_name, $unit))
-- Only units whose rows are divided into the two, and whose parts add up to the total.
select
    fiscal_year,
    stage,
    unit_name,
    sum(amount_yuan) filter (where basic_or_project = 'basic') as basic_yuan,
    sum(amount_yuan) filter (where basic_or_project = 'project') as project_yuan,
    sum(amount_yuan) as total_yuan,
    share_of(coalesce(sum(amount_yuan) filter (where basic_or_project = 'project'), 0), sum(amount_yuan))
        as project_pct
from mart.ledger
where
    basic_or_project is not null
    and ($year is null or fiscal_year = cast($year as integer))
    and ($unit is null or contains(unit_name, $unit))
group by fiscal_year, stage, unit_key, unit_name
order by fiscal_year desc, stage asc, total_yuan desc;

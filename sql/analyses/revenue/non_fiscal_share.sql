-- How much does not come from the treasury (非财政拨款)?
-- zh: 非财政拨款收入有多少？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
-- answers: {n} of {of} units and years print where all of their money comes from
-- counted: select count(*) filter (where non_fiscal_yuan is not null and revenue_yuan is not null), count(*) from mart.unit_year
-- counted: where stage in ('budget', 'final') and ($year is null or fiscal_year = cast($year as integer))
-- counted: and ($unit is null or contains(unit_name, $unit))
-- Printed totals, one row for each unit, year and stage. A department stands with its units: never add over rows.
select
    fiscal_year,
    stage,
    unit_name,
    file_name,
    revenue_yuan,
    non_fiscal_yuan,
    share_of(non_fiscal_yuan, revenue_yuan) as non_fiscal_pct
from mart.unit_year
where
    non_fiscal_yuan is not null and revenue_yuan is not null
    and ($year is null or fiscal_year = cast($year as integer))
    and ($unit is null or contains(unit_name, $unit))
order by non_fiscal_pct desc nulls last, unit_name asc;

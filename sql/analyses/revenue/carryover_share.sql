-- How much is carried over from last year (上年结转)?
-- zh: 上年结转有多少？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
-- answers: {n} of {of} units and years print what is carried over
-- counted: select count(*) filter (where carryover_in_yuan is not null and revenue_yuan is not null), count(*) from mart.unit_year
-- counted: where stage in ('budget', 'final') and ($year is null or fiscal_year = cast($year as integer))
-- counted: and ($unit is null or contains(unit_name, $unit))
-- Printed totals, one row for each unit, year and stage. A department stands with its units: never add over rows.
select
    fiscal_year,
    stage,
    unit_name,
    file_name,
    carryover_in_yuan as carryover_yuan,
    revenue_yuan,
    share_of(carryover_in_yuan, revenue_yuan) as carryover_pct
from mart.unit_year
where
    carryover_in_yuan is not null and revenue_yuan is not null
    and ($year is null or fiscal_year = cast($year as integer))
    and ($unit is null or contains(unit_name, $unit))
order by carryover_pct desc nulls last, unit_name asc;

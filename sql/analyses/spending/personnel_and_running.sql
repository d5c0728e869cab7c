-- How much goes to people and how much to running the office (人员经费, 公用经费)?
-- zh: 人员经费与公用经费各多少？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
-- answers: {n} of {of} units and years print people and running costs
-- counted: select count(*) filter (where coalesce(personnel_yuan, public_yuan) is not null), count(*) from mart.unit_year
-- counted: where stage in ('budget', 'final') and ($year is null or fiscal_year = cast($year as integer))
-- counted: and ($unit is null or contains(unit_name, $unit))
-- Printed totals, one row for each unit, year and stage. A department stands with its units: never add over rows.
select
    fiscal_year,
    stage,
    unit_name,
    file_name,
    personnel_yuan,
    public_yuan as running_yuan,
    share_of(public_yuan, personnel_yuan + public_yuan) as running_pct
from mart.unit_year
where
    coalesce(personnel_yuan, public_yuan) is not null
    and ($year is null or fiscal_year = cast($year as integer))
    and ($unit is null or contains(unit_name, $unit))
order by personnel_yuan desc nulls last, unit_name asc;

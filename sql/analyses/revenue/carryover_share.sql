-- How much is carried over from last year (上年结转)?
-- zh: 上年结转有多少？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
select
    fiscal_year,
    unit_name,
    file_name,
    coalesce(sum(amount_yuan) filter (where is_carryover), 0) as carryover_yuan,
    sum(amount_yuan) as revenue_yuan,
    share_of(coalesce(sum(amount_yuan) filter (where is_carryover), 0), sum(amount_yuan)) as carryover_pct
from mart.revenue_line
where
    statement = 'summary_revenue'
    and line_kind = 'leaf'
    and stage = 'budget'
    and ($year is null or fiscal_year = cast($year as integer))
    and ($unit is null or contains(unit_name, $unit))
group by fiscal_year, unit_name, file_name
order by carryover_pct desc nulls last;

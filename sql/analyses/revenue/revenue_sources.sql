-- Where does the money come from?
-- zh: 钱从哪里来？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
select
    fiscal_year,
    stage,
    coalesce(fund_source, label) as fund_source,
    sum(amount_yuan) as amount_yuan,
    share_of(sum(amount_yuan), sum(sum(amount_yuan)) over (partition by fiscal_year, stage)) as share_pct
from mart.revenue_line
where
    statement = 'summary_revenue'
    and line_kind = 'leaf'
    and ($year is null or fiscal_year = cast($year as integer))
    and ($unit is null or contains(unit_name, $unit))
group by fiscal_year, stage, coalesce(fund_source, label)
having sum(amount_yuan) <> 0
order by fiscal_year asc, stage asc, amount_yuan desc;

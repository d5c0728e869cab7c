-- How much goes to people and how much to running the office (人员经费, 公用经费)?
-- zh: 人员经费与公用经费各多少？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
select
    fiscal_year,
    stage,
    unit_name,
    file_name,
    sum(amount_yuan) filter (where measure = 'personnel') as personnel_yuan,
    sum(amount_yuan) filter (where measure = 'public') as running_yuan,
    share_of(
        sum(amount_yuan) filter (where measure = 'public'),
        sum(amount_yuan) filter (where measure in ('personnel', 'public'))
    ) as running_pct
from mart.spending_line
where
    statement = 'basic'
    and line_kind = 'leaf'
    and not is_of_which
    and ($year is null or fiscal_year = cast($year as integer))
    and ($unit is null or contains(unit_name, $unit))
group by fiscal_year, stage, unit_name, file_name
order by personnel_yuan desc nulls last;

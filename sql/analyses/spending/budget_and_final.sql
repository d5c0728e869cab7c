-- What was budgeted and what was spent in the end?
-- zh: 预算与决算相差多少？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
with

sums as (
    select
        unit_name,
        fiscal_year,
        stage,
        sum(amount_yuan) as amount_yuan
    from mart.spending_line
    where
        statement = 'expenditure'
        and measure = 'total'
        and line_kind = 'leaf'
        and not is_of_which
        and ($year is null or fiscal_year = cast($year as integer))
        and ($unit is null or contains(unit_name, $unit))
    group by unit_name, fiscal_year, stage
)

select
    unit_name,
    fiscal_year,
    max(amount_yuan) filter (where stage in ('budget', 'initial_budget')) as budget_yuan,
    max(amount_yuan) filter (where stage = 'adjusted_budget') as adjusted_yuan,
    max(amount_yuan) filter (where stage in ('final', 'executed')) as final_yuan,
    yoy(
        max(amount_yuan) filter (where stage in ('final', 'executed')),
        max(amount_yuan) filter (where stage in ('budget', 'initial_budget'))
    ) as final_over_budget_pct
from sums
group by unit_name, fiscal_year
having count(distinct stage) > 1
order by unit_name, fiscal_year;

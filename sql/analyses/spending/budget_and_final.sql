-- What was budgeted and what was spent in the end?
-- zh: 预算与决算相差多少？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
-- answers: {n} of {of} units and years have both a budget and a final account
-- counted: select count(*) filter (where stages > 1), count(*) from (
-- counted: select count(distinct case when stage in ('budget', 'initial_budget') then 1 else 2 end) as stages
-- counted: from mart.ledger where stage in ('budget', 'initial_budget', 'final', 'executed')
-- counted: and ($year is null or fiscal_year = cast($year as integer))
-- counted: and ($unit is null or contains(unit_name, $unit)) group by unit_key, fiscal_year) as units
with

sums as (
    select
        unit_key,
        unit_name,
        fiscal_year,
        stage,
        sum(amount_yuan) as amount_yuan
    from mart.ledger
    where
        ($year is null or fiscal_year = cast($year as integer))
        and ($unit is null or contains(unit_name, $unit))
    group by unit_key, unit_name, fiscal_year, stage
),

pivoted as (
    select
        unit_name,
        fiscal_year,
        coalesce(
            max(amount_yuan) filter (where stage = 'budget'), max(amount_yuan) filter (where stage = 'initial_budget')
        ) as budget_yuan,
        max(amount_yuan) filter (where stage = 'adjusted_budget') as adjusted_yuan,
        coalesce(
            max(amount_yuan) filter (where stage = 'final'), max(amount_yuan) filter (where stage = 'executed')
        ) as final_yuan
    from sums
    group by unit_key, unit_name, fiscal_year
)

select
    *,
    yoy(final_yuan, budget_yuan) as final_over_budget_pct
from pivoted
where budget_yuan is not null and final_yuan is not null
order by unit_name, fiscal_year;

-- How does spending change from year to year, by function?
-- zh: 各功能支出同比变化多少？
-- param unit: part of the unit's name (default: )
-- answers: {n} of {of} units have the budgets of two years running in the ledger
-- counted: select count(distinct unit_key) filter (where unit_key in (select this_year.unit_key from mart.ledger as this_year
-- counted: inner join mart.ledger as last_year on this_year.unit_key = last_year.unit_key and this_year.stage = 'budget'
-- counted: and last_year.stage = 'budget' and this_year.fiscal_year = last_year.fiscal_year + 1)), count(distinct unit_key)
-- counted: from mart.ledger where stage = 'budget' and ($unit is null or contains(unit_name, $unit))
-- Only units that have both years, of the same money (covers): two years of different units would compare nothing.
with

years as (
    select
        unit_key,
        unit_name,
        fiscal_year,
        covers,
        function_class_code,
        coalesce(function_class_name, '(no function printed)') as function_class_name,
        sum(amount_yuan) as amount_yuan
    from mart.ledger
    where
        stage = 'budget'
        and ($unit is null or contains(unit_name, $unit))
    group by all
)

select
    this_year.unit_name,
    this_year.fiscal_year,
    this_year.function_class_name,
    last_year.amount_yuan as last_year_yuan,
    this_year.amount_yuan as this_year_yuan,
    this_year.amount_yuan - last_year.amount_yuan as change_yuan,
    yoy(this_year.amount_yuan, last_year.amount_yuan) as change_pct
from years as this_year
inner join years as last_year
    on
        this_year.unit_key = last_year.unit_key
        and this_year.fiscal_year = last_year.fiscal_year + 1
        and this_year.covers = last_year.covers
        and this_year.function_class_code is not distinct from last_year.function_class_code
order by abs(change_yuan) desc, this_year.unit_name asc;

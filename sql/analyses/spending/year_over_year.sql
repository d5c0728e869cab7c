-- How does spending change from year to year, by function?
-- zh: 各功能支出同比变化多少？
-- param unit: part of the unit's name (default: )
-- Only units that have both years; two years of different units would compare nothing.
with

years as (
    select
        unit_name,
        fiscal_year,
        function_class_code,
        function_class_name,
        sum(amount_yuan) as amount_yuan
    from mart.spending_line
    where
        statement = 'expenditure'
        and measure = 'total'
        and line_kind = 'leaf'
        and not is_of_which
        and stage = 'budget'
        and ($unit is null or contains(unit_name, $unit))
    group by unit_name, fiscal_year, function_class_code, function_class_name
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
        this_year.unit_name = last_year.unit_name
        and this_year.fiscal_year = last_year.fiscal_year + 1
        and this_year.function_class_code = last_year.function_class_code
order by abs(change_yuan) desc;

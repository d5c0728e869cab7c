-- How much is outsourced (委托业务费) and which share of the budget is it?
-- zh: 委托业务费有多少，占预算多大比重？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
-- 30227 is 委托业务费; longer codes of a city roll up to it.
select
    fiscal_year,
    unit_name,
    file_name,
    sum(amount_yuan) filter (where starts_with(dept_economic_code, '30227')) as outsourced_yuan,
    sum(amount_yuan) as total_yuan,
    share_of(sum(amount_yuan) filter (where starts_with(dept_economic_code, '30227')), sum(amount_yuan)) as share_pct
from mart.spending_line
where
    statement = 'expenditure'
    and measure = 'total'
    and line_kind = 'leaf'
    and not is_of_which
    and stage = 'budget'
    and ($year is null or fiscal_year = cast($year as integer))
    and ($unit is null or contains(unit_name, $unit))
group by fiscal_year, unit_name, file_name
having outsourced_yuan is not null
order by share_pct desc;

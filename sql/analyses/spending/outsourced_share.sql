-- How much is outsourced (委托业务费) and which share of the budget is it?
-- zh: 委托业务费有多少，占预算多大比重？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
-- answers: {n} of {of} units and years in the ledger print economic items
-- counted: select count(distinct (unit_key, fiscal_year, stage)) filter (where dept_economic_code is not null),
-- counted: count(distinct (unit_key, fiscal_year, stage)) from mart.ledger
-- counted: where ($year is null or fiscal_year = cast($year as integer))
-- counted: and ($unit is null or contains(unit_name, $unit))
-- 30227 is 委托业务费; longer codes of a city roll up to it. The share is of what the table prints by items.
select
    fiscal_year,
    unit_name,
    min(file_name) as file_name,
    sum(amount_yuan) filter (where starts_with(dept_economic_code, '30227')) as outsourced_yuan,
    sum(amount_yuan) as total_yuan,
    share_of(sum(amount_yuan) filter (where starts_with(dept_economic_code, '30227')), sum(amount_yuan)) as share_pct
from mart.ledger
where
    stage = 'budget'
    and dept_economic_code is not null
    and ($year is null or fiscal_year = cast($year as integer))
    and ($unit is null or contains(unit_name, $unit))
group by fiscal_year, unit_key, unit_name
having outsourced_yuan is not null
order by share_pct desc;

-- Which function buys what: function class by economic class?
-- zh: 各类功能分别买了什么？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
-- answers: {n} of {of} units and years in the ledger print economic items
-- counted: select count(distinct (unit_key, fiscal_year, stage)) filter (where dept_economic_code is not null),
-- counted: count(distinct (unit_key, fiscal_year, stage)) from mart.ledger
-- counted: where ($year is null or fiscal_year = cast($year as integer))
-- counted: and ($unit is null or contains(unit_name, $unit))
select
    fiscal_year,
    stage,
    coalesce(function_class_name, '(no function printed)') as function_class_name,
    dept_economic_class_name,
    sum(amount_yuan) as amount_yuan
from mart.ledger
where
    dept_economic_code is not null
    and ($year is null or fiscal_year = cast($year as integer))
    and ($unit is null or contains(unit_name, $unit))
group by fiscal_year, stage, coalesce(function_class_name, '(no function printed)'), dept_economic_class_name
order by fiscal_year desc, stage asc, amount_yuan desc;

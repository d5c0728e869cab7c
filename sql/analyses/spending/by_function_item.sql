-- Which functional items (项) take the most money?
-- zh: 哪些功能科目（项）金额最大？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
-- param rows: how many (default: 30)
-- answers: {n} of {of} units and years in the ledger print functional items
-- counted: select count(distinct (unit_key, fiscal_year, stage)) filter (where length(function_code) >= 7),
-- counted: count(distinct (unit_key, fiscal_year, stage)) from mart.ledger
-- counted: where ($year is null or fiscal_year = cast($year as integer))
-- counted: and ($unit is null or contains(unit_name, $unit))
select
    fiscal_year,
    stage,
    function_code,
    function_name,
    sum(amount_yuan) as amount_yuan,
    count(distinct unit_key) as units
from mart.ledger
where
    length(function_code) >= 7
    and ($year is null or fiscal_year = cast($year as integer))
    and ($unit is null or contains(unit_name, $unit))
group by fiscal_year, stage, function_code, function_name
order by amount_yuan desc, fiscal_year desc, stage asc, function_code asc
limit cast($rows as integer);

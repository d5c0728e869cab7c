-- Which functional items (项) take the most money?
-- zh: 哪些功能科目（项）金额最大？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
-- param rows: how many (default: 30)
select
    fiscal_year,
    stage,
    function_code,
    function_name,
    sum(amount_yuan) as amount_yuan,
    count(distinct unit_name) as units
from mart.spending_line
where
    statement = 'expenditure'
    and measure = 'total'
    and line_kind = 'leaf'
    and not is_of_which
    and ($year is null or fiscal_year = cast($year as integer))
    and ($unit is null or contains(unit_name, $unit))
group by fiscal_year, stage, function_code, function_name
order by amount_yuan desc
limit cast($rows as integer);

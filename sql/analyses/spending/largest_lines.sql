-- Which single lines are the largest, and on which page do they stand?
-- zh: 金额最大的明细是哪些，在第几页？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
-- param rows: how many (default: 30)
select
    amount_yuan,
    unit_name,
    function_name,
    dept_economic_name,
    fiscal_year,
    file_name,
    page,
    line_key
from mart.spending_line
where
    statement = 'expenditure'
    and measure = 'total'
    and line_kind = 'leaf'
    and not is_of_which
    and ($year is null or fiscal_year = cast($year as integer))
    and ($unit is null or contains(unit_name, $unit))
order by amount_yuan desc
limit cast($rows as integer);

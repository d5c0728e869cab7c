-- Which function buys what: function class by economic class?
-- zh: 各类功能分别买了什么？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
select
    function_class_name,
    dept_economic_class_name,
    sum(amount_yuan) as amount_yuan
from mart.spending_line
where
    statement = 'expenditure'
    and measure = 'total'
    and line_kind = 'leaf'
    and not is_of_which
    and dept_economic_code is not null
    and ($year is null or fiscal_year = cast($year as integer))
    and ($unit is null or contains(unit_name, $unit))
group by function_class_name, dept_economic_class_name
order by amount_yuan desc;

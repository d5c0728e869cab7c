-- Where does the money go, by function (功能分类 类)?
-- zh: 钱花在哪些功能上（类）？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
-- 支出预算总表 (expenditure), the total column, leaves: the one statement that holds all the money of a unit once.
select
    fiscal_year,
    stage,
    function_class_code,
    function_class_name,
    sum(amount_yuan) as amount_yuan,
    share_of(sum(amount_yuan), sum(sum(amount_yuan)) over (partition by fiscal_year, stage)) as share_pct
from mart.spending_line
where
    statement = 'expenditure'
    and measure = 'total'
    and line_kind = 'leaf'
    and not is_of_which
    and ($year is null or fiscal_year = cast($year as integer))
    and ($unit is null or contains(unit_name, $unit))
group by fiscal_year, stage, function_class_code, function_class_name
order by fiscal_year asc, stage asc, amount_yuan desc;

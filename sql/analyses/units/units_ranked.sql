-- Which units spend the most, and how do they rank?
-- zh: 哪些单位支出最多？
-- param year: fiscal year (default: )
select
    rank() over (partition by fiscal_year order by sum(amount_yuan) desc) as place,
    fiscal_year,
    unit_name,
    sum(amount_yuan) as amount_yuan,
    count(distinct function_class_code) as functions,
    count(distinct file_name) as documents
from mart.spending_line
where
    statement = 'expenditure'
    and measure = 'total'
    and line_kind = 'leaf'
    and not is_of_which
    and stage = 'budget'
    and ($year is null or fiscal_year = cast($year as integer))
group by fiscal_year, unit_name
order by fiscal_year desc, place asc;

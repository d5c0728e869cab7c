-- How much stands under items called "other" (其他…), which say little?
-- zh: 有多少钱列在“其他”科目？
-- param year: fiscal year (default: )
select
    fiscal_year,
    unit_name,
    sum(amount_yuan) filter (where starts_with(dept_economic_name, '其他')) as other_items_yuan,
    sum(amount_yuan) filter (where starts_with(function_name, '其他')) as other_functions_yuan,
    sum(amount_yuan) as total_yuan,
    share_of(sum(amount_yuan) filter (where starts_with(dept_economic_name, '其他')), sum(amount_yuan))
        as other_items_pct,
    share_of(sum(amount_yuan) filter (where starts_with(function_name, '其他')), sum(amount_yuan)) as other_functions_pct
from mart.spending_line
where
    statement = 'expenditure'
    and measure = 'total'
    and line_kind = 'leaf'
    and not is_of_which
    and stage = 'budget'
    and ($year is null or fiscal_year = cast($year as integer))
group by fiscal_year, unit_name
order by total_yuan desc;

-- What is bought with it, by item of the economic classification?
-- zh: 钱用来买什么（部门经济分类）？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
-- Statements that print the department economic classification; elsewhere the basic expenditure table has it.
select
    fiscal_year,
    stage,
    dept_economic_code,
    dept_economic_name,
    sum(amount_yuan) as amount_yuan,
    share_of(sum(amount_yuan), sum(sum(amount_yuan)) over (partition by fiscal_year, stage)) as share_pct
from mart.spending_line
where
    statement = 'expenditure'
    and measure = 'total'
    and line_kind = 'leaf'
    and not is_of_which
    and dept_economic_code is not null
    and ($year is null or fiscal_year = cast($year as integer))
    and ($unit is null or contains(unit_name, $unit))
group by fiscal_year, stage, dept_economic_code, dept_economic_name
order by fiscal_year asc, stage asc, amount_yuan desc;

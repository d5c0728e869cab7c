-- How much is basic expenditure and how much project expenditure?
-- zh: 基本支出与项目支出各多少？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
select
    fiscal_year,
    stage,
    unit_name,
    file_name,
    sum(amount_yuan) filter (where measure = 'basic') as basic_yuan,
    sum(amount_yuan) filter (where measure = 'project') as project_yuan,
    sum(amount_yuan) filter (where measure = 'total') as total_yuan,
    share_of(sum(amount_yuan) filter (where measure = 'project'), sum(amount_yuan) filter (where measure = 'total'))
        as project_pct
from mart.spending_line
where
    statement = 'expenditure'
    and line_kind = 'leaf'
    and not is_of_which
    and ($year is null or fiscal_year = cast($year as integer))
    and ($unit is null or contains(unit_name, $unit))
group by fiscal_year, stage, unit_name, file_name
order by total_yuan desc;

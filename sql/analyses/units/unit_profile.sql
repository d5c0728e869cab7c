-- What does one unit look like: every statement and measure with its total?
-- zh: 一个单位的概况：各表各口径合计？
-- param unit: part of the unit's name
-- param year: fiscal year (default: )
select
    fiscal_year,
    file_name,
    statement,
    stage,
    measure,
    sum(amount_yuan) filter (where line_kind = 'leaf') as leaves_yuan,
    sum(amount_yuan) filter (where line_kind = 'total') as printed_total_yuan,
    count(*) filter (where line_kind = 'leaf') as leaves
from mart.spending_line
where
    contains(unit_name, $unit)
    and ($year is null or fiscal_year = cast($year as integer))
group by fiscal_year, file_name, statement, stage, measure
order by fiscal_year asc, file_name asc, statement asc, stage asc, leaves_yuan desc nulls last;

-- What does one unit look like: every table and measure with its total?
-- zh: 一个单位的概况：各表各口径合计？
-- param unit: part of the unit's name
-- param year: fiscal year (default: )
-- One row for each table and column: the same money stands in several of them, so rows are never to be added.
select
    fiscal_year,
    file_name,
    min(page) as page,
    statement,
    view,
    stage,
    measure,
    unit_name,
    sum(amount_yuan) filter (where line_kind = 'leaf') as leaves_yuan,
    max(amount_yuan) filter (where line_kind = 'total') as printed_total_yuan,
    count(*) filter (where line_kind = 'leaf') as leaves,
    bool_and(closes) as closes
from mart.spending_line
where
    scope = 'department'
    and not is_of_which
    and contains(unit_name, $unit)
    and ($year is null or fiscal_year = cast($year as integer))
group by fiscal_year, file_name, document_key, statement_key, statement, view, stage, measure, unit_name
order by
    fiscal_year asc, file_name asc, min(page) asc, statement asc, stage asc, leaves_yuan desc nulls last, measure asc;

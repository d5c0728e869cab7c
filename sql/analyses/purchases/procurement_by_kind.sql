-- What is procured: goods, works, services?
-- zh: 政府采购：货物、工程、服务各多少？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
-- answers: {n} of {of} units and years print a table of procurement
-- counted: select count(procurement_yuan), count(*) from mart.unit_year
-- counted: where stage in ('budget', 'final') and ($year is null or fiscal_year = cast($year as integer))
-- counted: and ($unit is null or contains(unit_name, $unit))
-- A printed total counts only where no line of its statement and measure has the amounts that make it up.
with

lines as (
    select *
    from mart.spending_line
    where
        statement = 'procurement'
        and not is_of_which
        and scope = 'department'
        and document_key in (select current_ones.document_key from mart.document as current_ones where is_current)
        and line_kind in ('leaf', 'total')
        and ($year is null or fiscal_year = cast($year as integer))
    qualify
        line_kind = 'leaf'
        or not bool_or(line_kind = 'leaf') over (partition by statement_key, fiscal_year, stage, measure)
)

select
    fiscal_year,
    stage,
    unit_name,
    file_name,
    sum(amount_yuan) filter (where measure = 'goods') as goods_yuan,
    sum(amount_yuan) filter (where measure = 'works') as works_yuan,
    sum(amount_yuan) filter (where measure = 'services') as services_yuan,
    sum(amount_yuan) filter (where measure = 'total') as total_yuan
from lines
where $unit is null or contains(unit_name, $unit)
group by fiscal_year, stage, unit_name, file_name
order by total_yuan desc nulls last;

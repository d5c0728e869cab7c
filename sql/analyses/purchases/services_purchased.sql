-- Which services does the government buy (政府购买服务)?
-- zh: 政府购买了哪些服务？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
-- answers: {n} of {of} units and years print a table of services bought
-- counted: select count(service_purchase_yuan), count(*) from mart.unit_year
-- counted: where stage in ('budget', 'final') and ($year is null or fiscal_year = cast($year as integer))
-- counted: and ($unit is null or contains(unit_name, $unit))
-- label holds the levels of the catalogue and the field of the service, joined by |.
select
    fiscal_year,
    stage,
    unit_name,
    file_name,
    label,
    project_name,
    sum(amount_yuan) as amount_yuan,
    count(*) as purchases
from mart.spending_line
where
    statement = 'service_purchase'
    and measure = 'total'
    and line_kind = 'leaf'
    and not is_of_which
    and scope = 'department'
    and document_key in (select addable.document_key from mart.document as addable where addable.is_addable)
    and ($year is null or fiscal_year = cast($year as integer))
    and ($unit is null or contains(unit_name, $unit))
group by fiscal_year, stage, unit_name, file_name, label, project_name
order by amount_yuan desc, unit_name asc, label asc, project_name asc;

-- Which services does the government buy (政府购买服务)?
-- zh: 政府购买了哪些服务？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
-- label holds the levels of the catalogue and the field of the service, joined by |.
select
    fiscal_year,
    unit_name,
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
    and ($year is null or fiscal_year = cast($year as integer))
    and ($unit is null or contains(unit_name, $unit))
group by fiscal_year, unit_name, label, project_name
order by amount_yuan desc;

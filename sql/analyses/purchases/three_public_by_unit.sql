-- How much is spent on the "three public" items: travel abroad, reception, vehicles?
-- zh: “三公”经费各是多少？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
select
    fiscal_year,
    stage,
    unit_name,
    file_name,
    sum(amount_yuan) filter (where measure = 'overseas') as overseas_yuan,
    sum(amount_yuan) filter (where measure = 'reception') as reception_yuan,
    sum(amount_yuan) filter (where measure = 'vehicle_purchase') as vehicle_purchase_yuan,
    sum(amount_yuan) filter (where measure = 'vehicle_operation') as vehicle_operation_yuan,
    sum(amount_yuan) filter (where measure = 'total') as total_yuan
from mart.spending_line
where
    statement = 'three_public'
    and ($year is null or fiscal_year = cast($year as integer))
    and ($unit is null or contains(unit_name, $unit))
group by fiscal_year, stage, unit_name, file_name
order by total_yuan desc nulls last;

-- Which targets only say 100 %?
-- zh: 哪些目标只写“=100%”？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
select
    unit_name,
    project_name,
    level1,
    level2,
    indicator_name,
    target_as_read(operator, target_text, target_unit) as target,
    file_name,
    page,
    line_key
from mart.indicator_line
where
    document_key in (select addable.document_key from mart.document as addable where addable.is_addable)
    and target_value = 100
    and target_unit = '%'
    and operator in ('=', '≥')
    and ($year is null or fiscal_year = cast($year as integer))
    and ($unit is null or contains(unit_name, $unit))
order by unit_name, project_name, indicator_name;

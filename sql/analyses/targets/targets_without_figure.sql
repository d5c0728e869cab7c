-- Which targets hold no figure at all?
-- zh: 哪些目标没有数字？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
select
    unit_name,
    project_name,
    level2,
    indicator_name,
    target_text,
    file_name,
    page,
    line_key
from mart.indicator_line
where
    document_key in (select addable.document_key from mart.document as addable where addable.is_addable)
    and target_value is null
    and not is_not_applicable
    and ($year is null or fiscal_year = cast($year as integer))
    and ($unit is null or contains(unit_name, $unit))
order by unit_name, project_name, level2;

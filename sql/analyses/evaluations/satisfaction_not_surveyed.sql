-- Where was satisfaction not surveyed, or scored without a figure?
-- zh: 哪些满意度没有调查就给了分？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
select
    unit_name,
    project_name,
    indicator_name,
    target_as_read(operator, target_text, target_unit) as target,
    actual_text,
    weight,
    score,
    deviation_reason,
    file_name,
    page,
    line_key
from mart.indicator_line
where
    document_key in (select addable.document_key from mart.document as addable where addable.is_addable)
    and statement = 'self_evaluation'
    and level1 = '满意度'
    and (actual_value is null or contains(deviation_reason, '未'))
    and ($year is null or fiscal_year = cast($year as integer))
    and ($unit is null or contains(unit_name, $unit))
order by score desc nulls last, project_name asc;

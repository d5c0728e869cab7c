-- For what were points lost, and which reason is given?
-- zh: 扣分扣在哪里，原因是什么？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
select
    level2,
    indicator_name,
    target_as_read(operator, target_text, target_unit) as target,
    actual_text,
    weight - score as points_lost,
    deviation_reason,
    project_name,
    file_name,
    page,
    line_key
from mart.indicator_line
where
    document_key in (select addable.document_key from mart.document as addable where addable.is_addable)
    and statement = 'self_evaluation'
    and score < weight
    and ($year is null or fiscal_year = cast($year as integer))
    and ($unit is null or contains(unit_name, $unit))
order by points_lost desc, project_name asc;

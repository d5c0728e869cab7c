-- Which actual values only say that the target was met?
-- zh: 哪些实际完成值只写“达到目标”？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
select
    fiscal_year,
    actual_text,
    count(*) as lines,
    count(distinct project_name) as projects,
    sum(score) as points_given
from mart.indicator_line
where
    document_key in (select addable.document_key from mart.document as addable where addable.is_addable)
    and statement = 'self_evaluation'
    and actual_value is null
    and actual_text is not null
    and ($year is null or fiscal_year = cast($year as integer))
    and ($unit is null or contains(unit_name, $unit))
group by fiscal_year, actual_text
having count(*) > 1
order by fiscal_year desc, lines desc, actual_text asc
limit 50;

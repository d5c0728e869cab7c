-- Which indicator texts stand in several projects word for word?
-- zh: 哪些指标文字在多个项目中完全相同？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
select
    fiscal_year,
    indicator_name,
    target_text,
    count(distinct concat_ws('|', file_name, project_name)) as projects,
    count(distinct unit_name) as units,
    list(distinct project_name order by project_name)[:5] as examples
from mart.indicator_line
where
    document_key in (select addable.document_key from mart.document as addable where addable.is_addable)
    and length(indicator_name) >= 6
    and not is_not_applicable
    and ($year is null or fiscal_year = cast($year as integer))
    and ($unit is null or contains(unit_name, $unit))
group by fiscal_year, indicator_name, target_text
having count(distinct concat_ws('|', file_name, project_name)) > 1
order by fiscal_year desc, projects desc, indicator_name asc
limit 100;

-- Which projects spent little and still scored high?
-- zh: 哪些项目执行率低得分却高？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
select
    unit_name,
    project_name,
    adjusted_yuan,
    executed_yuan,
    execution_rate,
    total_score,
    file_name,
    page
from mart.project
where
    document_key in (select addable.document_key from mart.document as addable where addable.is_addable)
    and statement = 'self_evaluation'
    and execution_rate < 80
    and total_score >= 90
    and ($year is null or fiscal_year = cast($year as integer))
    and ($unit is null or contains(unit_name, $unit))
order by execution_rate;

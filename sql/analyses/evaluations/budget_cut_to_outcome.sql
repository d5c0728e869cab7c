-- Which projects executed 100 % because the budget was cut to the outcome?
-- zh: 哪些项目因预算调减到执行数而“执行率100%”？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
select
    unit_name,
    project_name,
    initial_yuan,
    adjusted_yuan,
    executed_yuan,
    execution_rate,
    share_of(executed_yuan, initial_yuan) as executed_of_initial_pct,
    total_score,
    file_name,
    page
from mart.project
where
    document_key in (select addable.document_key from mart.document as addable where addable.is_addable)
    and statement = 'self_evaluation'
    and initial_yuan > adjusted_yuan
    and adjusted_yuan = executed_yuan
    and ($year is null or fiscal_year = cast($year as integer))
    and ($unit is null or contains(unit_name, $unit))
order by executed_of_initial_pct;

-- How are the scores of self-evaluations distributed?
-- zh: 自评得分如何分布？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
select
    fiscal_year,
    case
        when total_score is null then 'no score'
        when total_score >= 100 then '100'
        when total_score >= 95 then '95 to below 100'
        when total_score >= 90 then '90 to below 95'
        when total_score >= 80 then '80 to below 90'
        else 'below 80'
    end as score,
    count(*) as evaluations,
    median(execution_rate) as median_execution_rate
from mart.project
where
    document_key in (select addable.document_key from mart.document as addable where addable.is_addable)
    and statement = 'self_evaluation'
    and ($year is null or fiscal_year = cast($year as integer))
    and ($unit is null or contains(unit_name, $unit))
group by all
order by fiscal_year desc, min(total_score) desc nulls last;

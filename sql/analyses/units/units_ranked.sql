-- Which units spend the most, and how do they rank?
-- zh: 哪些单位支出最多？
-- param year: fiscal year (default: )
-- answers: {n} of {of} documents stand in the ledger; mart.document says why the others do not
-- counted: select count(*) filter (where is_in_ledger), count(*) from mart.document
-- counted: where outcome = 'loaded' and scope = 'department' and is_current
-- counted: and ($year is null or fiscal_year = cast($year as integer))
-- A department whose money nobody can divide stands with its units; mart.unit_year says which (scope_of_unit).
select
    rank() over (partition by fiscal_year order by sum(amount_yuan) desc) as place,
    fiscal_year,
    unit_name,
    sum(amount_yuan) as amount_yuan,
    count(distinct function_class_code) as functions,
    min(file_name) as file_name
from mart.ledger
where
    stage = 'budget'
    and ($year is null or fiscal_year = cast($year as integer))
group by fiscal_year, unit_key, unit_name
order by fiscal_year desc, place asc, unit_name asc;

-- Which single lines are the largest, and on which page do they stand?
-- zh: 金额最大的明细是哪些，在第几页？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
-- param rows: how many (default: 30)
-- answers: {n} of {of} documents stand in the ledger; mart.document says why the others do not
-- counted: select count(*) filter (where is_in_ledger), count(*) from mart.document
-- counted: where outcome = 'loaded' and scope = 'department' and is_current
-- counted: and ($year is null or fiscal_year = cast($year as integer))
-- counted: and ($unit is null or contains(unit, $unit))
select
    amount_yuan,
    unit_name,
    coalesce(function_name, function_class_name, label, '(no name printed)') as function_name,
    dept_economic_name,
    fiscal_year,
    stage,
    file_name,
    page,
    line_key
from mart.ledger
where
    ($year is null or fiscal_year = cast($year as integer))
    and ($unit is null or contains(unit_name, $unit))
order by amount_yuan desc, line_key asc
limit cast($rows as integer);

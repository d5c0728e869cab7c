-- How much stands under items called "other" (其他…), which say little?
-- zh: 有多少钱列在“其他”科目？
-- param year: fiscal year (default: )
-- answers: {n} of {of} documents stand in the ledger; mart.document says why the others do not
-- counted: select count(*) filter (where is_in_ledger), count(*) from mart.document
-- counted: where outcome = 'loaded' and scope = 'department' and is_current
-- counted: and ($year is null or fiscal_year = cast($year as integer))
-- An item that no table of the unit prints is NULL, not nothing.
select
    fiscal_year,
    unit_name,
    case when count(dept_economic_code) > 0
        then coalesce(sum(amount_yuan) filter (where starts_with(dept_economic_name, '其他')), 0)
    end as other_items_yuan,
    case when count(function_code) > 0
        then coalesce(sum(amount_yuan) filter (where starts_with(function_name, '其他')), 0)
    end as other_functions_yuan,
    sum(amount_yuan) as total_yuan,
    case when count(dept_economic_code) > 0
        then share_of(coalesce(sum(amount_yuan) filter (where starts_with(dept_economic_name, '其他')), 0), sum(amount_yuan))
    end as other_items_pct,
    case when count(function_code) > 0
        then share_of(coalesce(sum(amount_yuan) filter (where starts_with(function_name, '其他')), 0), sum(amount_yuan))
    end as other_functions_pct
from mart.ledger
where
    stage = 'budget'
    and ($year is null or fiscal_year = cast($year as integer))
group by fiscal_year, unit_key, unit_name
order by total_yuan desc;

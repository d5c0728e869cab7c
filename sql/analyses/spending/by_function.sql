-- Where does the money go, by function (功能分类 类)?
-- zh: 钱花在哪些功能上（类）？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
-- answers: {n} of {of} documents stand in the ledger; mart.document says why the others do not
-- counted: select count(*) filter (where is_in_ledger), count(*) from mart.document
-- counted: where outcome = 'loaded' and scope = 'department' and is_current
-- counted: and ($year is null or fiscal_year = cast($year as integer))
-- counted: and ($unit is null or contains(unit, $unit))
-- mart.ledger holds every yuan once; years and stages are never added together.
select
    fiscal_year,
    stage,
    function_class_code,
    coalesce(function_class_name, '(no function printed)') as function_class_name,
    sum(amount_yuan) as amount_yuan,
    share_of(sum(amount_yuan), sum(sum(amount_yuan)) over (partition by fiscal_year, stage)) as share_pct
from mart.ledger
where
    ($year is null or fiscal_year = cast($year as integer))
    and ($unit is null or contains(unit_name, $unit))
group by fiscal_year, stage, function_class_code, coalesce(function_class_name, '(no function printed)')
order by fiscal_year asc, stage asc, amount_yuan desc;

-- What is bought with it, by item of the economic classification?
-- zh: 钱用来买什么（部门经济分类）？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
-- answers: {n} of {of} units and years in the ledger print economic items
-- counted: select count(distinct (unit_key, fiscal_year, stage)) filter (where dept_economic_code is not null),
-- counted: count(distinct (unit_key, fiscal_year, stage)) from mart.ledger
-- counted: where ($year is null or fiscal_year = cast($year as integer))
-- counted: and ($unit is null or contains(unit_name, $unit))
-- Only tables that print the items beside the functions; the table of basic expenditure has a part of the money only.
select
    fiscal_year,
    stage,
    dept_economic_code,
    dept_economic_name,
    sum(amount_yuan) as amount_yuan,
    share_of(sum(amount_yuan), sum(sum(amount_yuan)) over (partition by fiscal_year, stage)) as share_pct
from mart.ledger
where
    dept_economic_code is not null
    and ($year is null or fiscal_year = cast($year as integer))
    and ($unit is null or contains(unit_name, $unit))
group by fiscal_year, stage, dept_economic_code, dept_economic_name
order by fiscal_year asc, stage asc, amount_yuan desc;

-- What does a unit spend for each person (give the number of people)?
-- zh: 人均支出是多少（需给出人数）？
-- param unit: part of the unit's name
-- param people: number of people
-- param year: fiscal year (default: )
-- Budgets do not print a reliable headcount in their tables, so the number is yours.
select
    fiscal_year,
    stage,
    unit_name,
    sum(amount_yuan) as amount_yuan,
    per_capita(sum(amount_yuan), cast($people as integer)) as per_capita_yuan
from mart.ledger
where
    contains(unit_name, $unit)
    and ($year is null or fiscal_year = cast($year as integer))
group by fiscal_year, stage, unit_key, unit_name
order by fiscal_year, stage, unit_name;

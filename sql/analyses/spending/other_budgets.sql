-- How much runs outside the general public budget (government funds, state capital)?
-- zh: 政府性基金和国有资本经营预算有多少？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
select
    fiscal_year,
    unit_name,
    statement,
    sum(amount_yuan) as amount_yuan
from mart.spending_line
where
    statement in ('general_public', 'gov_fund', 'state_capital')
    and measure = 'total'
    and line_kind = 'leaf'
    and not is_of_which
    and stage = 'budget'
    and ($year is null or fiscal_year = cast($year as integer))
    and ($unit is null or contains(unit_name, $unit))
group by fiscal_year, unit_name, statement
order by fiscal_year asc, unit_name asc, amount_yuan desc;

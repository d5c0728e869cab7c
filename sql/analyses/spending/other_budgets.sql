-- How much runs outside the general public budget (government funds, state capital)?
-- zh: 政府性基金和国有资本经营预算有多少？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
-- answers: {n} of {of} units and years print a table of these funds
-- counted: select count(*) filter (where coalesce(gov_fund_yuan, state_capital_yuan) is not null), count(*)
-- counted: from mart.unit_year where stage = 'budget' and ($year is null or fiscal_year = cast($year as integer))
-- counted: and ($unit is null or contains(unit_name, $unit))
with

budgets as (
    select
        fiscal_year,
        unit_name,
        unnest(['general_public', 'gov_fund', 'state_capital']) as statement,
        unnest([general_public_yuan, gov_fund_yuan, state_capital_yuan]) as amount_yuan
    from mart.unit_year
    where
        stage = 'budget'
        and ($year is null or fiscal_year = cast($year as integer))
        and ($unit is null or contains(unit_name, $unit))
)

select *
from budgets
where amount_yuan is not null
order by fiscal_year asc, unit_name asc, amount_yuan desc;

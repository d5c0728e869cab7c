-- How much does not come from the treasury (非财政拨款)?
-- zh: 非财政拨款收入有多少？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
select
    fiscal_year,
    unit_name,
    file_name,
    sum(amount_yuan) as revenue_yuan,
    coalesce(
        sum(amount_yuan) filter (
            where not is_carryover and fund_kind not in ('general_public', 'gov_fund', 'state_capital', 'fiscal')
        ),
        0
    ) as non_fiscal_yuan,
    share_of(
        coalesce(
            sum(amount_yuan) filter (
                where not is_carryover and fund_kind not in ('general_public', 'gov_fund', 'state_capital', 'fiscal')
            ),
            0
        ),
        sum(amount_yuan)
    ) as non_fiscal_pct
from mart.revenue_line
where
    statement = 'summary_revenue'
    and line_kind = 'leaf'
    and stage = 'budget'
    and ($year is null or fiscal_year = cast($year as integer))
    and ($unit is null or contains(unit_name, $unit))
group by fiscal_year, unit_name, file_name
order by non_fiscal_pct desc nulls last;

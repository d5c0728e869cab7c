-- Grain: one table of revenue, its lines of one unit, year and stage: the sum of its leaves, its printed total, what was
-- carried over, and what does not come from the treasury. A helper of the build: not published.
create table store.revenue_sum as
select
    lines.document_key,
    lines.statement_key,
    lines.statement,
    lines.fiscal_year,
    lines.stage,
    lines.unit_key,
    sum(lines.amount_yuan) filter (where lines.line_kind = 'leaf') as leaf_yuan,
    count(*) filter (where lines.line_kind = 'leaf') as leaf_count,
    max(lines.amount_yuan) filter (where lines.line_kind = 'total') as total_yuan,
    sum(lines.amount_yuan) filter (where lines.line_kind = 'leaf' and lines.is_carryover) as carryover_yuan,
    sum(lines.amount_yuan) filter (
        where lines.line_kind = 'leaf' and not lines.is_carryover and lines.fund_kind in (
            'special_account', 'business_income', 'operating_income', 'superior_subsidy_income',
            'subordinate_remittance_income', 'other_income', 'unit_funds'
        )
    ) as non_fiscal_yuan,
    -- Money whose kind nobody told: where there is some, what is not fiscal is not known.
    coalesce(
        sum(lines.amount_yuan) filter (
            where lines.line_kind = 'leaf' and not lines.is_carryover
            and coalesce(lines.fund_kind, 'other') in ('other', 'total', 'carryover')
        ),
        0
    ) as unknown_yuan
from (
    select
        facts.document_key,
        facts.statement_key,
        facts.statement,
        facts.fiscal_year,
        facts.stage,
        facts.unit_key,
        facts.line_kind,
        facts.is_carryover,
        facts.amount_yuan,
        case
            when funds.fund_kind in ('unknown', 'other')
                then coalesce(facts.fund_kind, nullif(funds.fund_kind, 'unknown'))
            else funds.fund_kind
        end as fund_kind
    from (
        select
            document_key,
            statement_key,
            statement,
            fiscal_year,
            stage,
            unit_key,
            line_kind,
            is_carryover,
            amount_yuan,
            fund_kind,
            fund_source_key
        from main.fact_revenue
        where not is_of_which and coalesce(measure, 'total') <> 'change'
    ) as facts
    left join main.dim_fund_source as funds
        on facts.fund_source_key = funds.fund_source_key
) as lines
group by
    lines.document_key, lines.statement_key, lines.statement, lines.fiscal_year, lines.stage, lines.unit_key;

-- grain: one amount column (measure) of one table, at one stage
-- its printed total, the sum of its leaves, and how many there are
create table rules.amount as
with lines as (
    select statement_key, stage, measure, line_kind, is_carryover, label, line_key, amount_yuan from store.spending
    union all by name
    select
        statement_key,
        stage,
        case when statement in ('revenue_by_unit', 'revenue_by_function') then 'total' else coalesce(measure, 'total') end
            as measure,
        -- In 收入总表 the fund columns are leaves: the figures of the row itself are its 合计 column.
        line_kind,
        is_carryover,
        label,
        line_key,
        amount_yuan,
    from store.revenue
    where not (
        statement in ('revenue_by_unit', 'revenue_by_function')
        and line_kind = 'total'
        and coalesce(fund_source, '') not in ('合计', '总计', '')
    )
),
marked as (
    select *, regexp_matches(coalesce(label, ''), '(年终|年末|结转下年|结余分配)') as is_year_end from lines
),
final as (
    select
        statement_key,
        stage,
        measure,
        max(amount_yuan) filter (where line_kind = 'total') as total_yuan,
        min(amount_yuan) filter (where line_kind = 'total') as least_total_yuan,
        count(*) filter (where line_kind = 'total') as total_count,
        min(line_key) filter (where line_kind = 'total') as total_key,
        sum(amount_yuan) filter (where line_kind = 'leaf') as leaf_yuan,
        count(*) filter (where line_kind = 'leaf') as leaf_count,
        sum(amount_yuan) filter (where line_kind = 'leaf' and is_carryover and not is_year_end) as carryover_yuan,
        min(line_key) filter (where line_kind = 'leaf' and is_carryover and not is_year_end) as carryover_key,
        max(amount_yuan) filter (
            where line_kind = 'subtotal' and regexp_matches(label, '本年(收入|支出)')
        ) as year_yuan,
        min(line_key) filter (where line_kind = 'subtotal' and regexp_matches(label, '本年(收入|支出)')) as year_key,
        -- 年终结转结余, 结余分配: what is carried on or given away, outside the expenditure of the year.
        sum(amount_yuan) filter (where line_kind = 'leaf' and is_year_end) as year_end_yuan,
    from marked
    group by all
)
select
    statement.document_key,
    statement.set_no,
    statement.statement,
    statement.unit_name,
    statement.fiscal_year,
    statement.page,
    statement.step_yuan,
    final.*,
    -- What the column comes to: its printed total, else the sum of its leaves.
    coalesce(total_yuan, leaf_yuan) as value_yuan,
from final
inner join rules.statement using (statement_key);

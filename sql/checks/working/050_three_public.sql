-- grain: one printed row (or one column of a printed list) of the table of the three public expenses, at one stage in one year; where
-- a row prints each expense fund by fund, one fund of it
create table rules.three_public as
with lines as (
    select
        spending.*,
        -- A table that lists the expenses below each other is one row; a table with one column for each has a row a unit.
        case
            when max(amounts) over (partition by statement_key, stage, fiscal_year) > 1 then row_no
        end as group_no,
        fund_source as group_fund
    from (
        select
            *,
            count(distinct measure)
                over (partition by statement_key, stage, fiscal_year, page, table_no, row_no)
                as amounts
        from store.spending
        where statement = 'three_public' and measure <> 'change' and not coalesce(is_of_which, false)
    ) as spending
),

final as (
    select
        statement_key,
        stage,
        fiscal_year,
        page,
        group_no,
        group_fund,
        min(table_no) as table_no,
        min(row_no) as row_no,
        min(line_key) as line_key,
        max(amount_yuan) filter (where measure = 'total') as total,
        max(amount_yuan) filter (where measure = 'overseas') as overseas,
        max(amount_yuan) filter (where measure = 'reception') as reception,
        max(amount_yuan) filter (where measure = 'vehicle_total') as vehicle_total,
        max(amount_yuan) filter (where measure = 'vehicle_purchase') as vehicle_purchase,
        max(amount_yuan) filter (where measure = 'vehicle_operation') as vehicle_operation,
        max(amount_yuan) filter (where measure = 'meeting') as meeting,
        max(amount_yuan) filter (where measure = 'training') as training,
        max(amount_yuan) filter (where measure = 'total_with_meeting_training') as total_with_meeting_training,
        count(*) as amounts,
        count(distinct measure) as measures
    from lines
    group by all
)

select
    statement.document_key,
    statement.set_no,
    statement.unit_name,
    statement.step_yuan,
    final.*
from final
inner join rules.statement using (statement_key)
-- A measure that stands twice in a row is split by something that is not told here.
where amounts = measures;

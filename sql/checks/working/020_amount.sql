-- grain: one table (statement) with figures
-- the latest year that it prints: last year's figures beside this year's are no part of its sums
create table rules.latest_year as
with years as (
    select
        statement_key,
        max(fiscal_year) as fiscal_year
    from store.spending
    group by all
    union all
    select
        statement_key,
        max(fiscal_year) as fiscal_year
    from store.revenue
    group by all
)

select
    years.statement_key,
    years.fiscal_year,
    statement.statement_id
from years
inner join rules.statement using (statement_key);

-- grain: one measure that rows of a table of two sides have for themselves
-- A list by nature names its rows 基本支出 and 项目支出, and what is carried over stands below the expenditure of the year:
-- the table prints no total of such a measure, and its rows are added up in the column of the printed total.
create table rules.measure_of_rows as
with measures as (
    select
        statement_key,
        stage,
        measure,
        bool_or(line_kind = 'total' or (line_kind = 'subtotal' and regexp_matches(label, '本年支出'))) as has_total
    from store.spending
    where statement in ('summary_expenditure', 'appropriation_expenditure')
    group by all
)

select
    measures.statement_key,
    measures.stage,
    measures.measure
from measures
inner join measures as totals
    on
        measures.statement_key = totals.statement_key
        and measures.stage = totals.stage
        and totals.measure = 'total'
        and totals.has_total
where
    not coalesce(measures.has_total, false)
    and measures.measure in (
        'basic', 'project', 'personnel', 'public', 'operating', 'superior_remittance', 'subordinate_subsidy',
        'carryover'
    );

-- grain: one printed row of which every amount is marked as an of-which (其中, 扣除): it is part of the row above it and is
-- never added to it. A column of that kind is one of several in its row, and adds up by itself.
create table rules.of_which_row as
with marked as (
    select
        statement_key,
        page,
        table_no,
        row_no
    from store.spending
    where is_of_which
    union
    select
        statement_key,
        page,
        table_no,
        row_no
    from store.revenue
    where is_of_which
),

lines as (
    select
        statement_key,
        page,
        table_no,
        row_no,
        is_of_which
    from store.spending
    where statement_key in (select statement_key from marked)
    union all
    select
        statement_key,
        page,
        table_no,
        row_no,
        is_of_which
    from store.revenue
    where statement_key in (select statement_key from marked)
)

select
    statement_key,
    page,
    table_no,
    row_no
from lines
group by all
having bool_and(coalesce(is_of_which, false));

-- grain: one amount column of one table of two sides that prints 本年…合计
-- what stands above and below that row; some cities print 上级补助收入 and the like below it
create table rules.around_year as
with lines as not materialized (
    select
        statement_key,
        stage,
        'total' as measure,
        page,
        row_no,
        line_kind,
        label,
        amount_yuan
    from store.revenue
    inner join rules.latest_year
        using (statement_key)
    where
        not coalesce(is_of_which, false)
        and statement in ('summary_revenue', 'appropriation_revenue') and coalesce(measure, 'total') = 'total'
        and store.revenue.fiscal_year is not distinct from latest_year.fiscal_year
    union all
    select
        spending.statement_key,
        spending.stage,
        case when measure_of_rows.measure is null then spending.measure else 'total' end as measure,
        spending.page,
        spending.row_no,
        spending.line_kind,
        spending.label,
        spending.amount_yuan
    from store.spending
    inner join rules.latest_year
        on spending.statement_key = latest_year.statement_key
    left join rules.measure_of_rows
        on
            spending.statement_key = measure_of_rows.statement_key
            and spending.stage = measure_of_rows.stage
            and spending.measure = measure_of_rows.measure
    where
        not coalesce(spending.is_of_which, false)
        and spending.statement in ('summary_expenditure', 'appropriation_expenditure')
        and spending.fiscal_year is not distinct from latest_year.fiscal_year
),

years as (
    select
        statement_key,
        stage,
        measure,
        min((page, row_no)) as place
    from lines
    where line_kind = 'subtotal' and regexp_matches(label, '本年(收入|支出)')
    group by all
)

select
    lines.statement_key,
    lines.stage,
    lines.measure,
    coalesce(sum(amount_yuan) filter (where (lines.page, lines.row_no) < years.place), 0) as above_yuan,
    coalesce(sum(amount_yuan) filter (where (lines.page, lines.row_no) > years.place), 0) as below_yuan
from lines
inner join years
    on lines.statement_key = years.statement_key and lines.stage = years.stage and lines.measure = years.measure
where lines.line_kind = 'leaf'
group by all;

-- grain: one amount column (measure) of one table, at one stage
-- its printed total, the sum of its leaves, and how many there are
create table rules.amount as
with lines as (
    select
        latest_year.statement_id,
        spending.stage,
        case when measure_of_rows.measure is null then spending.measure else 'total' end as measure,
        spending.line_kind,
        spending.is_carryover,
        case when spending.statement in ('summary_expenditure', 'appropriation_expenditure') then spending.label end
            as label,
        spending.line_key,
        spending.amount_yuan
    from store.spending
    inner join rules.latest_year
        on
            spending.statement_key = latest_year.statement_key
            and spending.fiscal_year is not distinct from latest_year.fiscal_year
    left join rules.measure_of_rows
        on
            spending.statement_key = measure_of_rows.statement_key
            and spending.stage = measure_of_rows.stage
            and spending.measure = measure_of_rows.measure
    -- A change is a difference between two columns, never a part of a sum. A part with a measure of its own adds up by
    -- itself; one that measures what its whole does would be added to it.
    where
        spending.measure <> 'change'
        and not (
            coalesce(spending.is_of_which, false)
            and (
                spending.measure not in (
                    'project_ex_infrastructure', 'procurement', 'procurement_sme', 'procurement_small_micro'
                )
                or (spending.statement_key, spending.page, spending.table_no, spending.row_no) in (
                    select (statement_key, page, table_no, row_no) from rules.of_which_row
                )
            )
        )
    union all
    select
        latest_year.statement_id,
        revenue.stage,
        case
            when revenue.statement in ('revenue_by_unit', 'revenue_by_function') then 'total' else
                coalesce(revenue.measure, 'total')
        end,
        revenue.line_kind,
        revenue.is_carryover,
        case when revenue.statement in ('summary_revenue', 'appropriation_revenue') then revenue.label end,
        revenue.line_key,
        revenue.amount_yuan
    from store.revenue
    inner join rules.latest_year
        on
            revenue.statement_key = latest_year.statement_key
            and revenue.fiscal_year is not distinct from latest_year.fiscal_year
    -- In 收入总表 the fund columns are leaves: what the total row comes to is its 合计 column.
    where not revenue.is_of_which and not (
        revenue.statement in ('revenue_by_unit', 'revenue_by_function')
        and revenue.line_kind = 'total'
        and coalesce(revenue.fund_source, '') not in ('合计', '总计', '')
    )
    and coalesce(revenue.measure, 'total') <> 'change'
    and not coalesce(revenue.is_of_which, false)
),

marked as (
    -- 年终结转结余, 结余分配, 未安排支出的实户资金: what is carried on, given away or kept unspent, outside the expenditure
    -- of the year.
    select
        *,
        label is not null
        and regexp_matches(
            label, '(年终|年末|结转.{0,3}下一?年|下年结转|结余分配|未安排支出|未安排的|未纳入预算|未使用的?(实户|自有))'
        ) as is_year_end,
        label is not null and line_kind = 'subtotal' and regexp_matches(label, '本年(收入|支出)') as is_year
    from lines
),

final as (
    select
        statement_id,
        stage,
        measure,
        max(amount_yuan) filter (where line_kind = 'total') as total_yuan,
        min(amount_yuan) filter (where line_kind = 'total') as least_total_yuan,
        count(*) filter (where line_kind = 'total') as total_count,
        min(line_key) filter (where line_kind = 'total') as total_key,
        -- 结转下年 without rows below it is a row, whatever it is called.
        sum(amount_yuan) filter (where line_kind = 'leaf')
        + case
            when coalesce(sum(amount_yuan) filter (where line_kind = 'leaf' and is_year_end), 0) = 0
                then coalesce(sum(amount_yuan) filter (where line_kind = 'subtotal' and is_year_end and not is_year), 0)
            else 0
        end as leaf_yuan,
        count(*) filter (where line_kind = 'leaf') as leaf_count,
        sum(amount_yuan) filter (where line_kind = 'leaf' and is_carryover and not is_year_end) as carryover_yuan,
        min(line_key) filter (where line_kind = 'leaf' and is_carryover and not is_year_end) as carryover_key,
        max(amount_yuan) filter (where is_year) as year_yuan,
        min(line_key) filter (where is_year) as year_key,
        coalesce(
            nullif(sum(amount_yuan) filter (where line_kind = 'leaf' and is_year_end), 0),
            sum(amount_yuan) filter (where line_kind = 'subtotal' and is_year_end and not is_year)
        ) as year_end_yuan
    from marked
    group by all
)

select
    statement.document_key,
    statement.set_no,
    statement.statement,
    statement.statement_key,
    statement.unit_name,
    statement.fiscal_year,
    statement.page,
    statement.step_yuan,
    statement.covers,
    statement.view,
    statement.is_selection,
    final.* exclude (statement_id),
    around_year.above_yuan,
    around_year.below_yuan,
    -- What the column comes to: its printed total, else the sum of its leaves.
    coalesce(total_yuan, leaf_yuan) as value_yuan
from final
inner join rules.statement
    on final.statement_id = statement.statement_id
left join rules.around_year
    on
        statement.statement_key = around_year.statement_key
        and final.stage = around_year.stage
        and final.measure = around_year.measure;

-- Grain: one table whose rows were not told apart by their levels, with the reason in words. It speaks against sums down its
-- columns, and says nothing of a row across, nor of a total that is printed.
create or replace temp table tree_doubt as
with whole as (
    select statement_key
    from open_total
    -- Columns of revenue have numbers for names, and none of them is the whole.
    where starts_with(measure, 'total') or regexp_matches(measure, '^[0-9]')
),

doubled as (
    -- A row that is the sum of rows beside it counts once: where the excess is a row and the rows beside it too, a
    -- subtotal went for a row. What is one row alone may well have been left out of the total by who printed it. A row
    -- counts twice in all its columns: where those of the whole close, one figure was printed where none belongs.
    select
        open_total.statement_key,
        'rows that others of the table add up to count twice' as reason,
        '表中有的行是其他行之和，被重复计算' as reason_zh
    from open_total
    semi join whole
        on open_total.statement_key = whole.statement_key
    inner join column_line as ends
        on open_total.statement_key = ends.statement_key and open_total.measure is not distinct from ends.measure
    inner join column_line as starts
        on
            ends.statement_key = starts.statement_key and ends.measure is not distinct from starts.measure
            and starts.sum_yuan - starts.amount_yuan = ends.sum_yuan + open_total.difference_yuan
            and ends.line_no >= starts.line_no
    where open_total.difference_yuan < 0 and starts.amount_yuan <> 0 and ends.amount_yuan <> 0
    group by open_total.statement_key, open_total.line_key
    having count(*) >= 2
),

set_apart as (
    select distinct
        open_total.statement_key,
        'rows of the table went for subtotals' as reason,
        '表中有的明细行被当作小计' as reason_zh
    from open_total
    inner join column_line as ends
        on open_total.statement_key = ends.statement_key and open_total.measure is not distinct from ends.measure
    inner join column_line as starts
        on
            ends.statement_key = starts.statement_key and ends.measure is not distinct from starts.measure
            and starts.subtotals_yuan - starts.amount_yuan = ends.subtotals_yuan - open_total.difference_yuan
            and ends.line_no >= starts.line_no
    where open_total.difference_yuan > 0 and starts.line_kind = 'subtotal' and ends.line_kind = 'subtotal'
),

multiple as (
    -- Every level of a table read as a row: together they come to the total as often as there are levels.
    select
        open_total.statement_key,
        concat(
            'the rows come to ', round(sum(lines.amount_yuan) / open_total.total_yuan)::integer, ' times the total'
        ) as reason,
        concat('各行之和是合计的', round(sum(lines.amount_yuan) / open_total.total_yuan)::integer, '倍') as reason_zh
    from open_total
    semi join whole
        on open_total.statement_key = whole.statement_key
    inner join column_line as lines
        on
            open_total.statement_key = lines.statement_key and open_total.measure is not distinct from lines.measure
            and lines.line_kind = 'leaf'
    where open_total.total_yuan > 0
    group by open_total.statement_key, open_total.line_key, open_total.total_yuan
    having
        sum(lines.amount_yuan) / open_total.total_yuan >= 1.9
        and abs(
            sum(lines.amount_yuan) / open_total.total_yuan - round(sum(lines.amount_yuan) / open_total.total_yuan)
        ) < verdict_limit('multiple_tolerance')
),

far_off as (
    -- Who prints a table adds it up by machine: a wrong digit, or a row left out, but not a tenth of all money.
    select
        open_total.statement_key,
        'the rows of the table are far from its total' as reason,
        '各行之和与合计相差过大' as reason_zh
    from open_total
    semi join whole
        on open_total.statement_key = whole.statement_key
    inner join column_line as lines
        on
            open_total.statement_key = lines.statement_key and open_total.measure is not distinct from lines.measure
            and lines.line_kind = 'leaf'
    anti join printed_short
        on open_total.statement_key = printed_short.statement_key
    where abs(open_total.difference_yuan) >= abs(open_total.total_yuan) * verdict_limit('far_off_share')
    group by open_total.statement_key
    having count(*) >= verdict_limit('rows_that_prove')
),

united as (
    select
        1 as rank,
        *
    from doubled
    union all
    select
        2 as rank,
        *
    from set_apart
    union all
    select
        3 as rank,
        *
    from multiple
    union all
    select
        4 as rank,
        *
    from far_off
)

select
    statement_key,
    min_by(reason, (rank, reason)) as reason,
    min_by(reason_zh, (rank, reason)) as reason_zh
from united
group by statement_key;

-- Grain: one amount column (measure) of one table, its lines of one unit, year, stage and view: the sum of its leaves and
-- its printed total. Everything that is chosen later is chosen among these few rows; the lines are joined once, at the end.
-- Of-which columns and changes are no part of any sum. 年终结转 and what is given away stand below 本年支出合计 of a
-- balance table: they are no expenditure of the year. A helper of the build: not published.
create table store.printed_sum as
select
    document_key,
    statement_key,
    statement,
    covers,
    view,
    fiscal_year,
    stage,
    -- What is carried over bridges what was spent and the printed total, in the column of that total.
    case when is_year_end and measure = 'carryover' then 'total' else measure end as measure,
    unit_key,
    sum(amount_yuan) filter (where line_kind = 'leaf' and not is_year_end) as leaf_yuan,
    count(*) filter (where line_kind = 'leaf' and not is_year_end) as leaf_count,
    -- Balance tables print every class, most of them without an amount: only rows with money tell how fine a table is.
    count(*) filter (where line_kind = 'leaf' and not is_year_end and amount_yuan <> 0) as filled_count,
    count(*) filter (where line_kind = 'leaf' and function_key <> 0) as coded_count,
    max(amount_yuan) filter (where line_kind = 'leaf' and not is_year_end) as largest_leaf_yuan,
    min(amount_yuan) filter (where line_kind = 'leaf' and not is_year_end) as least_leaf_yuan,
    sum(amount_yuan) filter (where line_kind = 'leaf' and is_year_end) as year_end_yuan,
    max(amount_yuan) filter (where line_kind = 'total') as total_yuan,
    max(amount_yuan) filter (where is_year) as year_yuan,
    count(*) filter (where line_kind = 'leaf' and is_by_item) as itemised_count,
    min(page) as page
from (
    select
        *,
        -- The labels of balance tables alone are looked at: a pattern on every line would cost more than the rest.
        case
            when statement in ('summary_expenditure', 'appropriation_expenditure')
                then is_carried_on(label)
            else false
        end as is_year_end,
        case
            when statement in ('summary_expenditure', 'appropriation_expenditure') and line_kind <> 'leaf'
                then coalesce(regexp_matches(label, '本年支出'), false)
            else false
        end as is_year,
        dept_economic_key <> 0 or gov_economic_key <> 0 as is_by_item
    from main.fact_spending
    where
        not is_of_which
        and measure <> 'change'
        -- A list of all 行政经费 has the three public expenses as a part.
        and not (statement = 'three_public' and coalesce(contains(label, '行政经费'), false))
) as lines
group by all;

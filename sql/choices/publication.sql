-- Grain: one document, one unit, year and stage in it: the one table and view whose leaves stand for its expenditure.
-- 1. Coverage: all money before appropriations before the general public budget. A document that prints all its money is
--    never replaced by a part of it, even where the table of all money does not close.
-- 2. Of tables of one kind and view (the whole department's, and again for each of its units without saying whose) the
--    one with the largest printed total.
-- 3. The finest view that closes: functions before economic items before projects and units, rows with codes
--    before names alone, then the one with more rows that hold money.
--    One that gives the printed total to the cent goes before one that is off by the rounding of its rows: the sum of the
--    ledger is the printed one wherever a table allows it.
-- Only the year that the document is about: last year's figures beside this year's belong to last year's document.
-- A helper of the build: not published.
create table store.publication as
with

of_its_year as (
    select
        *,
        max(fiscal_year) over (partition by document_key) as latest_year
    from store.candidate
),

widest as (
    select *
    from of_its_year
    where fiscal_year = coalesce(nullif(document_year, 0), latest_year)
    qualify
        cover_rank = min(cover_rank) over (partition by document_key, unit_key, fiscal_year, stage)
),

one_a_kind as (
    select *
    from widest
    qualify
        row_number() over (
            partition by document_key, unit_key, fiscal_year, stage, statement, view
            order by printed_yuan desc nulls last, closes desc nulls last, filled_count desc, page asc, statement_key asc
        ) = 1
),

counted as (
    select
        *,
        count(*) over (partition by document_key, unit_key, fiscal_year, stage) as tables,
        count(*) filter (where closes) over (partition by document_key, unit_key, fiscal_year, stage)
            as closing_tables
    from one_a_kind
)

select *
from counted
qualify
    row_number() over (
        partition by document_key, unit_key, fiscal_year, stage
        order by
            coalesce(closes, false) desc, closes desc nulls last, leaf_yuan is not distinct from printed_yuan desc,
            view_rank asc, case when coded_count > 0 then 0 else 1 end asc, filled_count desc, itemised_count desc,
            coded_count desc, page asc, statement_key asc
    ) = 1;

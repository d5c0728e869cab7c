-- Grain: one table of which a cell was not read, on a page that its lines stand on. The halves of a balance table are two
-- statements of one grid; a text file is one page with many tables.
create or replace temp table unread_table as
with places as (
    select distinct
        statement_key,
        document_key,
        statement,
        page,
        table_no
    from main.fact_spending
    where statement_key in (select statement_key from failing_statement)
    union
    select distinct
        statement_key,
        document_key,
        statement,
        page,
        table_no
    from main.fact_revenue
    where statement_key in (select statement_key from failing_statement)
    union
    select
        statement_key,
        document_key,
        statement,
        page,
        table_no
    from mart.statement
    where statement_key in (select statement_key from failing_statement)
)

select distinct places.statement_key
from places
inner join mart.coverage as coverage
    on
        places.document_key = coverage.document_key
        and places.page = coverage.page
        and (places.statement = coverage.statement or places.table_no = coverage.table_no)
where coverage.cells_quarantined > 0;

-- Grain: one document and one unit that a row of its tables is of. A helper of the build: not published.
create table store.unit_row as
select distinct
    document_key,
    unit_key
from (
    select
        document_key,
        unit_key
    from store.printed_sum
    where unit_key <> 0
    union all
    select
        document_key,
        unit_key
    from store.revenue_sum
    where unit_key <> 0
) as rows_of_units;

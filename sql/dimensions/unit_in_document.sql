-- Grain: one printed pair of unit code and name in one document. A helper of the build: not published.
create table store.unit_in_document as
with

printed as (
    select
        unit_code,
        unit_name,
        document_key,
        count(*) as records
    from store.spending
    group by all
    union all
    select
        unit_code,
        unit_name,
        document_key,
        count(*) as records
    from store.revenue
    group by all
    union all
    select
        unit_code,
        unit_name,
        document_key,
        count(*) as records
    from store.indicator
    group by all
    union all
    select
        unit_code,
        unit_name,
        document_key,
        count(*) as records
    from store.project
    group by all
    union all
    select
        unit_code,
        unit_name,
        document_key,
        count(*) as records
    from store.statement
    group by all
    union all
    select
        unit_code,
        unit_name,
        document_key,
        1 as records
    from store.document
)

select
    unit_code,
    unit_name,
    document_key,
    cast(sum(records) as bigint) as records
from printed
where coalesce(unit_code, unit_name) is not null
group by unit_code, unit_name, document_key;

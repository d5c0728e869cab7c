-- Grain: one printed pair of unit code and name, with how many records print it. A helper of the build: not published.
create table store.unit_name_in_documents as
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
    printed.unit_code,
    printed.unit_name,
    cast(sum(printed.records) as bigint) as records,
    -- The title of a document often names the city or district that its units leave out.
    max(documents.title) as title
from printed
left join store.document as documents
    on printed.document_key = documents.document_key
where coalesce(printed.unit_code, printed.unit_name) is not null
group by printed.unit_code, printed.unit_name;

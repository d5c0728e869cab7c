-- Grain: one printed pair of unit code and name, with how many records print it. A helper of the build: not published.
create table store.unit_name_in_documents as
select
    printed.unit_code,
    printed.unit_name,
    cast(sum(printed.records) as bigint) as records,
    -- The title of a document often names the city or district that its units leave out.
    max(documents.title) as title
from store.unit_in_document as printed
left join store.document as documents
    on printed.document_key = documents.document_key
group by printed.unit_code, printed.unit_name;

-- Grain: one document: whose it is, of which year, and whether it holds the money of a department or of a whole
-- government. A helper of the build: not published.
create table store.document_about as
select
    documents.document_key,
    documents.file_name,
    documents.title,
    documents.kind,
    documents.fiscal_year,
    coalesce(members.unit_key, 0) as unit_key,
    documents.scope
from main.dim_document as documents
left join store.unit_member as members
    on
        documents.unit_code is not distinct from members.printed_code
        and documents.unit_name is not distinct from members.printed_name;

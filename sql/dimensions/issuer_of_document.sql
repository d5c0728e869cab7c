-- Grain: one document: whose codes it prints, where they are longer than the national ones. A helper of the build: not
-- published.
-- The city of its unit, else the province or district that its name says, else the place that its title names; a document that says neither stands for
-- itself: names never travel from one city to another.
create table store.issuer_of_document as
select
    documents.document_key,
    coalesce(units.city, unit_places.place, places.city, places.place, documents.document_key) as issuer
from store.document as documents
left join store.unit_member as members
    on
        documents.unit_code is not distinct from members.printed_code
        and documents.unit_name is not distinct from members.printed_name
left join main.dim_unit as units
    on members.unit_key = units.unit_key
left join store.place_in_text as unit_places
    on documents.unit_name = unit_places.text_
left join store.place_in_text as places
    on documents.title = places.text_;

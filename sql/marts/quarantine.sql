-- Grain: one row of a table that holds content which could not be read. Source: the quarantine of the loaders.
create table mart.quarantine as
select
    documents.file_name,
    held.page,
    held.table_no,
    held.row_no,
    held.cells,
    held.reason,
    held.document_key
from store.quarantine as held
inner join main.dim_document as documents
    on held.document_key = documents.document_key
order by documents.file_name, held.document_key, held.page, held.table_no, held.row_no, held.reason, held.cells;

comment on table mart.quarantine is 'Content that could not be read, with the reason: nothing is dropped silently (隔离区)';
comment on column mart.quarantine.file_name is 'Name of the file (文件名)';
comment on column mart.quarantine.page is 'Page (页)';
comment on column mart.quarantine.table_no is 'Table of the document (表序号)';
comment on column mart.quarantine.row_no is 'Row of the table, or line of a text file (行)';
comment on column mart.quarantine.cells is 'Texts of the cells (单元格原文)';
comment on column mart.quarantine.reason is 'Why it could not be read (原因)';
comment on column mart.quarantine.document_key is 'Document, key into dim_document (文件)';

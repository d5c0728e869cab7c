-- Grain: one cell whose reading differs from its printed text. Source: the repairs of the loaders.
create table mart.repair as
select
    repairs.line_key,
    documents.file_name,
    repairs.page,
    repairs.row_no,
    repairs.column_no,
    repairs.printed_text,
    repairs.read_as,
    repairs.rule,
    repairs.evidence,
    repairs.confidence,
    repairs.document_key,
    repairs.table_no
from store.repair as repairs
inner join main.dim_document as documents
    on repairs.document_key = documents.document_key
order by
    documents.file_name, repairs.document_key, repairs.page, repairs.table_no, repairs.row_no, repairs.column_no,
    repairs.line_key nulls last, repairs.rule, repairs.read_as;

comment on table mart.repair is 'Readings that differ from the printed text, with their proof (修复)';
comment on column mart.repair.line_key is 'Line that was repaired (明细编号)';
comment on column mart.repair.file_name is 'Name of the file (文件名)';
comment on column mart.repair.page is 'Page (页)';
comment on column mart.repair.row_no is 'Row of the table, or line of a text file (行)';
comment on column mart.repair.column_no is 'Column (列)';
comment on column mart.repair.printed_text is 'What is printed (原文)';
comment on column mart.repair.read_as is 'What it was read as (读作)';
comment on column mart.repair.rule is 'Rule that decided (规则)';
comment on column mart.repair.evidence is 'Its proof: which sums, before and after (依据)';
comment on column mart.repair.confidence is 'proved | strong | form (把握程度)';
comment on column mart.repair.document_key is 'Document, key into dim_document (文件)';
comment on column mart.repair.table_no is 'Table of the document (表序号)';

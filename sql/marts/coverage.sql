-- Grain: one statement on one page and table of a document. Every non-empty cell is accounted for:
-- cells_total = cells_read + cells_heading + cells_furniture + cells_quarantined.
create table mart.coverage as
select
    documents.file_name,
    cells.page,
    cells.table_no,
    cells.statement,
    cast(count(*) as integer) as cells_total,
    cast(count(*) filter (where cells.outcome = 'read') as integer) as cells_read,
    cast(count(*) filter (where cells.outcome = 'heading') as integer) as cells_heading,
    cast(count(*) filter (where cells.outcome = 'furniture') as integer) as cells_furniture,
    cast(count(*) filter (where cells.outcome = 'quarantined') as integer) as cells_quarantined,
    cells.document_key
from store.cell as cells
inner join main.dim_document as documents
    on cells.document_key = documents.document_key
group by documents.file_name, cells.document_key, cells.page, cells.table_no, cells.statement
order by documents.file_name, cells.document_key, cells.page, cells.table_no, cells.statement nulls first;

comment on table mart.coverage is 'What became of every non-empty cell (覆盖率)';
comment on column mart.coverage.file_name is 'Name of the file (文件名)';
comment on column mart.coverage.page is 'Page (页)';
comment on column mart.coverage.table_no is 'Table of the document; 0 is text outside tables (表序号)';
comment on column mart.coverage.statement is 'Kind of statement, see dim_statement (报表类型)';
comment on column mart.coverage.cells_total is 'Non-empty cells (非空单元格数)';
comment on column mart.coverage.cells_read is 'Cells whose content is in a record (已读取)';
comment on column mart.coverage.cells_heading is 'Titles and headings (标题表头)';
comment on column mart.coverage.cells_furniture is 'Page numbers, notes and other text that carries no figure (页码说明等)';
comment on column mart.coverage.cells_quarantined is 'Cells that could not be read (隔离)';
comment on column mart.coverage.document_key is 'Document, key into dim_document (文件)';

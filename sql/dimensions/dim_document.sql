-- Grain: one source file (by the SHA-256 of its bytes), and the unknown member.
-- The name is that of the first path, in name order, which holds these bytes: it does not depend on the order of loading.
create table main.dim_document as
with

documents as (
    select * from store.document
),

first_sources as (
    select
        document_key,
        min(path) as path
    from store.source
    group by document_key
),

named as (
    select
        documents.document_key,
        documents.sha256,
        coalesce(regexp_extract(first_sources.path, '[^/]+$'), documents.file_name) as file_name,
        documents.format,
        documents.kind,
        coalesce(documents.scope, 'department') as scope,
        documents.fiscal_year,
        documents.unit_code,
        documents.unit_name,
        documents.title,
        documents.page_count,
        cast(documents.byte_count as bigint) as byte_count,
        documents.outcome,
        documents.outcome_reason,
        documents.loader_version
    from documents
    left join first_sources
        on documents.document_key = first_sources.document_key
),

with_unknown as (
    select * from named
    union all
    select
        'unknown',
        'unknown',
        '(unknown)',
        'unknown',
        'other',
        'department',
        null,
        null,
        null,
        null,
        0,
        0,
        'unknown',
        null,
        0
)

select * from with_unknown
order by document_key;

comment on table main.dim_document is 'Source documents, one a file (文件维度)';
comment on column main.dim_document.document_key is 'First 16 digits of the SHA-256 of the bytes; "unknown" for the unknown member (文件编号)';
comment on column main.dim_document.sha256 is 'SHA-256 of the bytes (文件哈希)';
comment on column main.dim_document.file_name is 'Name of the file, without its folder (文件名)';
comment on column main.dim_document.format is 'pdf | xlsx | xls | docx | doc | html | csv | text | image (格式)';
comment on column main.dim_document.kind is 'budget | final | targets | self_evaluation | other (文件类别)';
comment on column main.dim_document.scope is 'department | government: a whole government''s money has no unit, and departments inside it (口径)';
comment on column main.dim_document.fiscal_year is 'Fiscal year the document is about (年度)';
comment on column main.dim_document.unit_code is 'Code of the issuing unit (单位代码)';
comment on column main.dim_document.unit_name is 'Name of the issuing unit as printed (单位名称)';
comment on column main.dim_document.title is 'Title of the document (标题)';
comment on column main.dim_document.page_count is 'Pages, or sheets of a workbook (页数)';
comment on column main.dim_document.byte_count is 'Size of the file in bytes (字节数)';
comment on column main.dim_document.outcome is 'loaded | no_statement | refused | unknown (读取结果)';
comment on column main.dim_document.outcome_reason is 'Why nothing or not everything was loaded (原因)';
comment on column main.dim_document.loader_version is 'Version of the loaders that read it (读取器版本)';

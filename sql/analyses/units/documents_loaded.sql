-- Which documents are in the warehouse, and what was read from them?
-- zh: 仓库里有哪些文件，读出了什么？
with spending as (
    select
        document_key,
        count(*) as line_count
    from mart.spending_line
    group by document_key
),

indicators as (
    select
        document_key,
        count(*) as line_count
    from mart.indicator_line
    group by document_key
)

select
    documents.file_name,
    documents.fiscal_year,
    documents.unit_name,
    documents.kind,
    documents.outcome,
    documents.outcome_reason,
    coalesce(spending.line_count, 0) as spending_lines,
    coalesce(indicators.line_count, 0) as indicator_lines
from main.dim_document as documents
left join spending
    on documents.document_key = spending.document_key
left join indicators
    on documents.document_key = indicators.document_key
where documents.document_key <> 'unknown'
order by documents.fiscal_year, documents.file_name;

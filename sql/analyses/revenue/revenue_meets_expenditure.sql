-- Does total revenue equal total expenditure in every budget?
-- zh: 各单位收入总计与支出总计相等吗？
with

revenue as (
    select
        document_key,
        unit_name,
        sum(amount_yuan) as revenue_yuan
    from mart.revenue_line
    where
        statement = 'summary_revenue'
        and line_kind = 'total'
    group by document_key, unit_name
),

expenditure as (
    select
        document_key,
        unit_name,
        sum(amount_yuan) as expenditure_yuan
    from mart.spending_line
    where
        statement = 'summary_expenditure'
        and line_kind = 'total'
        and measure = 'total'
    group by document_key, unit_name
)

select
    documents.file_name,
    documents.fiscal_year,
    revenue.unit_name,
    revenue.revenue_yuan,
    expenditure.expenditure_yuan,
    revenue.revenue_yuan - expenditure.expenditure_yuan as difference_yuan
from revenue
inner join expenditure
    on
        revenue.document_key = expenditure.document_key
        and revenue.unit_name is not distinct from expenditure.unit_name
inner join main.dim_document as documents
    on revenue.document_key = documents.document_key
order by abs(difference_yuan) desc, documents.file_name;

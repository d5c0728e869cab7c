-- Does total revenue equal total expenditure in every budget?
-- zh: 各单位收入总计与支出总计相等吗？
-- One row for each 收支总表: a table that is printed twice is two rows.
with

revenue as (
    select
        document_key,
        statement_key,
        fiscal_year,
        stage,
        any_value(unit_name) as unit_name,
        min(page) as page,
        max(amount_yuan) as revenue_yuan
    from mart.revenue_line
    where
        scope = 'department'
        and statement = 'summary_revenue'
        and line_kind = 'total'
        and not is_of_which
    group by document_key, statement_key, fiscal_year, stage
),

expenditure as (
    select
        document_key,
        fiscal_year,
        stage,
        page,
        max(amount_yuan) as expenditure_yuan
    from mart.spending_line
    where
        scope = 'department'
        and statement = 'summary_expenditure'
        and line_kind = 'total'
        and measure = 'total'
        and not is_of_which
    group by document_key, fiscal_year, stage, page
)

select
    documents.file_name,
    revenue.page,
    revenue.fiscal_year,
    revenue.stage,
    revenue.unit_name,
    revenue.revenue_yuan,
    expenditure.expenditure_yuan,
    revenue.revenue_yuan - expenditure.expenditure_yuan as difference_yuan
from revenue
inner join expenditure
    on
        revenue.document_key = expenditure.document_key
        and revenue.fiscal_year is not distinct from expenditure.fiscal_year
        and revenue.stage = expenditure.stage
        and revenue.page = expenditure.page
inner join main.dim_document as documents
    on revenue.document_key = documents.document_key
order by abs(difference_yuan) desc, documents.file_name, revenue.page;

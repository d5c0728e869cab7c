-- Grain: one document, unit, year and stage, and one statement and measure in it: the printed total of it. Where no row
-- is a total, the sum of the leaves. Of several tables of one kind the one with the largest total: the whole before its
-- views and parts. A helper of the build: not published.
create table store.printed_total as
with

columns as (
    select
        sums.document_key,
        sums.statement_key,
        sums.statement,
        sums.view,
        sums.covers,
        sums.fiscal_year,
        sums.stage,
        sums.measure,
        sum(sums.leaf_yuan) as leaf_yuan,
        max(sums.total_yuan) - coalesce(sum(sums.year_end_yuan), 0) as total_yuan,
        max(sums.year_yuan) as year_yuan
    from store.printed_sum as sums
    group by
        sums.document_key, sums.statement_key, sums.statement, sums.view, sums.covers, sums.fiscal_year, sums.stage,
        sums.measure
),

of_units as (
    select
        columns.*,
        coalesce(nullif(members.unit_key, 0), about.unit_key) as unit_key,
        coalesce(columns.year_yuan, columns.total_yuan, columns.leaf_yuan) as value_yuan
    from columns
    left join store.statement as statements
        on columns.statement_key = statements.statement_key
    left join store.unit_member as members
        on
            statements.unit_code is not distinct from members.printed_code
            and statements.unit_name is not distinct from members.printed_name
    inner join store.document_about as about
        on columns.document_key = about.document_key
    where about.scope = 'department' and columns.fiscal_year = coalesce(about.fiscal_year, columns.fiscal_year)
)

select
    document_key,
    unit_key,
    fiscal_year,
    stage,
    statement,
    measure,
    max(value_yuan) as value_yuan
from of_units
where unit_key <> 0 and fiscal_year <> 0
group by document_key, unit_key, fiscal_year, stage, statement, measure;

-- Grain: one current edition that closes, of a department or unit and a year: what may count in the ledger, with what tells
-- how it lies to others: whether the rows of its table are of several units, and how many units its document names.
-- A helper of the build: not published.
create table store.closing_edition as
with

current_ones as (
    select
        edition.*,
        units.unit_name,
        units.city,
        units.department_name
    from store.edition as edition
    inner join main.dim_unit as units
        on edition.unit_key = units.unit_key
    where
        edition.is_current
        and edition.closes
        and edition.unit_key <> 0
        and edition.fiscal_year <> 0
        and edition.scope = 'department'
),

-- How many units the leaves of the chosen table are of.
rows_of_table as (
    select
        sums.statement_key,
        sums.view,
        sums.fiscal_year,
        sums.stage,
        count(distinct nullif(sums.unit_key, 0)) as units
    from store.printed_sum as sums
    where sums.leaf_count > 0
    group by sums.statement_key, sums.view, sums.fiscal_year, sums.stage
),

listed as (
    select
        document_key,
        count(*) as units
    from store.unit_row
    group by document_key
)

select
    current_ones.*,
    coalesce(rows_of_table.units, 0) > 1 as is_by_unit,
    coalesce(listed.units, 0) as listed_units
from current_ones
left join rows_of_table
    on
        current_ones.statement_key = rows_of_table.statement_key
        and current_ones.view = rows_of_table.view
        and current_ones.fiscal_year = rows_of_table.fiscal_year
        and current_ones.stage = rows_of_table.stage
left join listed
    on current_ones.document_key = listed.document_key;

-- Grain: one document, one unit, year and stage in it: whether its money counts in the ledger, and why (not).
-- A department's document may hold the money of its units, which publish their own:
-- 1. A unit is inside a department where a row of the department's document is of that unit, where its tables stand in
--    the department's document, or (not sure) where names or codes say that it belongs to the department (dim_unit).
-- 2. A department whose table has a row for each unit gives those units that have no document of their own.
-- 3. Else, where the documents of its units add up to its total, they stand for it.
-- 4. Else the department's total is one figure that nobody can divide: it counts, and its units' documents do not. A unit
--    that is only by name or code inside a department is undecided then, unless the department's document lists other units,
--    or holds less than the unit: then it is outside.
-- A helper of the build: not published.
create table store.counted as
with

by_row as (
    select
        parent.document_key,
        parent.unit_key,
        parent.fiscal_year,
        parent.stage,
        child.document_key as child_document_key,
        child.unit_key as child_unit_key,
        true as is_sure
    from store.closing_edition as parent
    inner join store.unit_row as unit_rows
        on parent.document_key = unit_rows.document_key
    inner join store.closing_edition as child
        on
            unit_rows.unit_key = child.unit_key
            and parent.fiscal_year = child.fiscal_year
            and parent.stage = child.stage
    -- The document's own unit is the department; its units have tables of their own in it, or rows.
    inner join store.document_about as about
        on parent.document_key = about.document_key
    where
        parent.unit_key <> child.unit_key
        -- What is inside is no more than the whole. Of two that come to the same and name each other one is the whole.
        and (parent.printed_yuan, parent.listed_units, parent.unit_key)
        > (child.printed_yuan, child.listed_units, child.unit_key)
        and (parent.document_key <> child.document_key or parent.unit_key = about.unit_key)
),

by_name as (
    select
        parent.document_key,
        parent.unit_key,
        parent.fiscal_year,
        parent.stage,
        child.document_key as child_document_key,
        child.unit_key as child_unit_key,
        false as is_sure
    from store.closing_edition as parent
    inner join store.closing_edition as child
        on
            parent.unit_name = child.department_name
            and parent.unit_key <> child.unit_key
            and parent.fiscal_year = child.fiscal_year
            and parent.stage = child.stage
            and parent.city is not distinct from child.city
    where
        parent.document_key <> child.document_key
        -- A document that lists other units, or holds less, does not hold this one.
        and parent.listed_units <= 1
        and parent.printed_yuan >= child.printed_yuan
),

inside as (
    select
        document_key,
        unit_key,
        fiscal_year,
        stage,
        child_document_key,
        child_unit_key,
        bool_or(is_sure) as is_sure
    from (
        select * from by_row
        union all
        select * from by_name
    ) as pairs
    group by document_key, unit_key, fiscal_year, stage, child_document_key, child_unit_key
),

units_together as (
    select
        inside.document_key,
        inside.unit_key,
        inside.fiscal_year,
        inside.stage,
        sum(child.printed_yuan) as printed_yuan
    from inside
    inner join store.closing_edition as child
        on
            inside.child_document_key = child.document_key
            and inside.child_unit_key = child.unit_key
            and inside.fiscal_year = child.fiscal_year
            and inside.stage = child.stage
    group by inside.document_key, inside.unit_key, inside.fiscal_year, inside.stage
),

parents as (
    select
        candidates.*,
        case
            when units_together.printed_yuan is null then 'alone'
            when units_together.printed_yuan = candidates.printed_yuan then 'replaced'
            when candidates.is_by_unit then 'by_unit'
            else 'whole'
        end as role
    from store.closing_edition as candidates
    left join units_together
        on
            candidates.document_key = units_together.document_key
            and candidates.unit_key = units_together.unit_key
            and candidates.fiscal_year = units_together.fiscal_year
            and candidates.stage = units_together.stage
),

-- Units that have leaves of their own in the chosen table of a department.
rows_of_parent as (
    select distinct
        parents.document_key,
        parents.unit_key,
        parents.fiscal_year,
        parents.stage,
        sums.unit_key as child_unit_key
    from parents
    inner join store.printed_sum as sums
        on
            parents.statement_key = sums.statement_key
            and parents.view = sums.view
            and parents.fiscal_year = sums.fiscal_year
            and parents.stage = sums.stage
    where parents.role = 'by_unit' and sums.leaf_count > 0
),

inside_whole as (
    select
        inside.child_document_key,
        inside.child_unit_key,
        inside.fiscal_year,
        inside.stage,
        bool_or(inside.is_sure) as is_sure
    from inside
    inner join parents
        on
            inside.document_key = parents.document_key
            and inside.unit_key = parents.unit_key
            and inside.fiscal_year = parents.fiscal_year
            and inside.stage = parents.stage
    left join rows_of_parent
        on
            inside.document_key = rows_of_parent.document_key
            and inside.unit_key = rows_of_parent.unit_key
            and inside.fiscal_year = rows_of_parent.fiscal_year
            and inside.stage = rows_of_parent.stage
            and inside.child_unit_key = rows_of_parent.child_unit_key
    -- A table by unit that has no row of this one holds its money under another name.
    where parents.role = 'whole' or (parents.role = 'by_unit' and rows_of_parent.child_unit_key is null)
    group by inside.child_document_key, inside.child_unit_key, inside.fiscal_year, inside.stage
)

select
    parents.document_key,
    parents.unit_key,
    parents.fiscal_year,
    parents.stage,
    parents.is_by_unit,
    parents.role,
    parents.role <> 'replaced' and inside_whole.child_document_key is null as is_counted,
    case
        when parents.role = 'replaced' then 'the documents of its units add up to it'
        when inside_whole.is_sure then 'inside the document of its department'
        when inside_whole.child_document_key is not null then 'undecided: by name or code inside its department'
        when parents.role = 'by_unit' then 'its rows of units without a document of their own'
        when parents.is_by_unit then 'its own document, by the units of its rows'
        when parents.role = 'whole' then 'with its units, whose documents do not add up to it'
        else 'its own document'
    end as counted_reason
from parents
left join inside_whole
    on
        parents.document_key = inside_whole.child_document_key
        and parents.unit_key = inside_whole.child_unit_key
        and parents.fiscal_year = inside_whole.fiscal_year
        and parents.stage = inside_whole.stage;

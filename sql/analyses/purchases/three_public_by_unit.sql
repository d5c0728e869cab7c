-- How much is spent on the "three public" items: travel abroad, reception, vehicles?
-- zh: “三公”经费各是多少？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
-- answers: {n} of {of} units and years print a table of the three public expenses
-- counted: select count(three_public_yuan), count(*) from mart.unit_year
-- counted: where stage in ('budget', 'final') and ($year is null or fiscal_year = cast($year as integer))
-- counted: and ($unit is null or contains(unit_name, $unit))
-- The row 合计 of a table with a row for each unit is their sum: it counts only where no unit has a row.
-- A measure that a row prints several times is split by something that is not told here (a year, a source of money): it
-- counts where one amount is the sum of the others, else it stays blank.
with

cells as (
    select
        statement_key,
        fiscal_year,
        stage,
        unit_name,
        file_name,
        measure,
        line_kind,
        amount_yuan,
        page,
        table_no,
        row_no,
        bool_or(line_kind = 'leaf' and measure in ('overseas', 'reception', 'vehicle_purchase', 'vehicle_operation'))
            over (partition by statement_key, stage, page, table_no, row_no)
        as is_row_of_items
    from mart.spending_line
    where
        statement = 'three_public'
        and not is_of_which
        and scope = 'department'
        and document_key in (select current_ones.document_key from mart.document as current_ones where is_current)
        -- A list of all 行政经费 has the three public expenses as a part.
        and coalesce(not contains(label, '行政经费'), true)
        and ($year is null or fiscal_year = cast($year as integer))
),

amounts as (
    select
        statement_key,
        fiscal_year,
        stage,
        unit_name,
        file_name,
        measure,
        case
            when line_kind = 'leaf' then 1
            when is_row_of_items then 2
            when line_kind = 'total' then 3
            else 4
        end as place,
        case when count(*) = 1 or 2 * max(amount_yuan) = sum(amount_yuan) then max(amount_yuan) end as amount_yuan
    from cells
    group by
        statement_key, fiscal_year, stage, unit_name, file_name, measure, line_kind, is_row_of_items, page, table_no, row_no
),

lines as (
    select *
    from amounts
    qualify place = min(place) over (partition by statement_key, fiscal_year, stage, measure)
)

select
    fiscal_year,
    stage,
    unit_name,
    file_name,
    sum(amount_yuan) filter (where measure = 'overseas') as overseas_yuan,
    sum(amount_yuan) filter (where measure = 'reception') as reception_yuan,
    sum(amount_yuan) filter (where measure = 'vehicle_purchase') as vehicle_purchase_yuan,
    sum(amount_yuan) filter (where measure = 'vehicle_operation') as vehicle_operation_yuan,
    sum(amount_yuan) filter (where measure = 'total') as total_yuan
from lines
where $unit is null or contains(unit_name, $unit)
group by fiscal_year, stage, unit_name, file_name
order by total_yuan desc nulls last;

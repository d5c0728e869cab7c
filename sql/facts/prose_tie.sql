-- Grain: one amount or change in prose for which a table of the same unit, year and stage prints the same thing.
-- A helper of the build: not published. Read by fact_prose and by the rules.
-- agrees: true where a line has the amount at the precision of both; false where the lines that print the same thing have
-- one other amount; null where they have several (a department's units, say), so that it cannot be told which is meant.
-- Lines of the figure's own document are asked first, those of other documents of the unit only where it has none.
create table store.prose_tie as
with

owners as (
    select
        document_key,
        coalesce(unit_name, unit_code) as owner
    from store.document
),

figures as (
    select
        prose.figure_key,
        prose.document_key,
        owners.owner,
        prose.fiscal_year,
        case when prose.stage = 'initial_budget' then 'budget' else prose.stage end as stage,
        case
            when prose.statement in ('summary_expenditure', 'expenditure') then 'expenditure'
            when prose.statement = 'summary_revenue' then 'revenue'
            else prose.statement
        end as table_group,
        prose.kind,
        prose.measure,
        prose.function_code,
        function_stem(prose.function_name) as function_stem,
        case when prose.direction = 'decrease' and prose.kind = 'change' then -1 else 1 end * prose.amount_yuan as yuan,
        prose.last_digit
    from store.prose
    inner join owners
        on prose.document_key = owners.document_key
    where
        prose.kind in ('amount', 'change')
        and not prose.is_part
        and not prose.is_reason
        and prose.statement is not null
        and prose.measure is not null
),

printed as (
    select
        line_key,
        document_key,
        statement_key,
        statement,
        fiscal_year,
        stage,
        measure,
        change_of,
        line_kind,
        function_code,
        label,
        is_of_which,
        amount_yuan,
        page,
        row_no,
        'spending' as side
    from store.spending
    where document_key in (select document_key from owners)
    union all
    select
        line_key,
        document_key,
        statement_key,
        statement,
        fiscal_year,
        stage,
        -- In tables whose rows are sources each row is its own item.
        case
            when measure = 'total' and fund_source is not null then fund_kind_of(fund_source)
            else measure
        end as measure,
        change_of,
        line_kind,
        cast(null as varchar) as function_code,
        label,
        is_of_which,
        amount_yuan,
        page,
        row_no,
        'revenue' as side
    from store.revenue
    where function_code is null
),

lines as (
    select
        printed.line_key,
        printed.document_key,
        owners.owner,
        coalesce(printed.fiscal_year, statement.fiscal_year) as fiscal_year,
        case when printed.stage = 'initial_budget' then 'budget' else printed.stage end as stage,
        case
            when printed.statement in ('summary_expenditure', 'expenditure') then 'expenditure'
            when printed.statement in ('summary_revenue', 'revenue_by_unit', 'revenue_by_function') then 'revenue'
            else printed.statement
        end as table_group,
        case when printed.measure = 'change' then 'change' else 'amount' end as kind,
        case
            when printed.measure = 'change' then coalesce(printed.change_of, 'total')
            when printed.statement = 'procurement' and printed.measure = 'total' and printed.line_kind <> 'total'
                then case
                    when printed.label like '%货物%' then 'goods'
                    when printed.label like '%工程%' then 'works'
                    when printed.label like '%服务%' then 'services'
                end
            else printed.measure
        end as measure,
        printed.line_kind,
        printed.function_code,
        -- A row without a code is known by what it is called; where rows have codes, only the code tells.
        case
            when
                printed.side = 'spending' and printed.function_code is null and printed.line_kind <> 'total'
                and printed.statement not in ('three_public', 'procurement', 'agency_operation', 'service_purchase')
                then function_stem(printed.label)
        end as function_stem,
        printed.amount_yuan as yuan,
        -- Tables that do not tell their decimals are exact to the cent.
        case statement.money_unit when '元' then 1 when '亿元' then 100000000 else 10000 end
        / power(10, coalesce(statement.decimals, 6)) as last_digit,
        printed.page,
        printed.row_no
    from printed
    inner join owners
        on printed.document_key = owners.document_key
    left join store.statement as statement
        on printed.statement_key = statement.statement_key
    where
        not printed.is_of_which
        and (
            printed.side = 'revenue'
            or printed.function_code is not null
            or printed.line_kind = 'total'
            or printed.label is not null
            or printed.statement in ('three_public', 'agency_operation')
        )
        -- Rows of a table by function are compared by their code, whose total is none of them.
        and (printed.side = 'spending' or printed.line_kind <> 'leaf' or printed.measure <> 'total')
),

pairs as (
    select
        figures.figure_key,
        figures.yuan as stated_yuan,
        figures.last_digit as stated_digit,
        true as is_own,
        lines.*
    from figures
    inner join lines
        on
            figures.document_key = lines.document_key
            and figures.table_group = lines.table_group
            and figures.kind = lines.kind
            and figures.measure = lines.measure
            and figures.stage = lines.stage
            and figures.fiscal_year = lines.fiscal_year
            and (
                figures.function_code = lines.function_code
                or (lines.function_code is null and figures.function_stem is not distinct from lines.function_stem)
            )
    union all
    select
        figures.figure_key,
        figures.yuan as stated_yuan,
        figures.last_digit as stated_digit,
        false as is_own,
        lines.*
    from figures
    inner join lines
        on
            figures.owner = lines.owner
            and figures.document_key <> lines.document_key
            and figures.table_group = lines.table_group
            and figures.kind = lines.kind
            and figures.measure = lines.measure
            and figures.stage = lines.stage
            and figures.fiscal_year = lines.fiscal_year
            and (
                figures.function_code = lines.function_code
                or (lines.function_code is null and figures.function_stem is not distinct from lines.function_stem)
            )
),

candidates as (
    select
        *,
        abs(stated_yuan - yuan) <= (stated_digit + last_digit) / 2 as fits
    from pairs
),

nearest as (
    select * from candidates
    qualify is_own = bool_or(is_own) over (partition by figure_key)
),

judged as (
    select
        figure_key,
        arg_min(
            line_key, (not fits, line_kind <> 'total', page, row_no, line_key)
        ) as line_key,
        arg_min(yuan, (not fits, line_kind <> 'total', page, row_no, line_key)) as line_yuan,
        bool_or(fits) as has_it,
        count(distinct yuan) as amounts,
        bool_or(is_own) as is_own
    from nearest
    group by figure_key
)

select
    figure_key,
    line_key,
    line_yuan,
    is_own,
    case when has_it then true when amounts = 1 then false end as agrees
from judged
order by figure_key;

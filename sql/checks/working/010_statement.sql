-- grain: one recognised table or form
-- what a rule needs to know of it: its unit, the set of tables it belongs to, and the worth of its last printed digit
-- set_no: a document that prints the tables of several units one after another begins a new set each time its first kind
--   of table comes again; tables of different sets are never compared
create table rules.statement as
with kinds as (
    select
        statement.document_key,
        statement.statement_key,
        statement.statement_no,
        -- The revenue of one fund is no part of the appropriations that the table of all of them has to meet.
        case
            when statement.statement = 'appropriation_revenue' and statement.covers in ('gov_fund', 'state_capital')
                then statement.covers || '_revenue'
            else statement.statement
        end as statement,
        regexp_replace(
            case
                when statement.covers in ('gov_fund', 'state_capital') then statement.covers
                else statement.statement
            end,
            '^(summary|appropriation|revenue)_.*$',
            '\1'
        ) as family,
        statement.title,
        statement.page,
        statement.table_no,
        coalesce(statement.unit_code, document.unit_code) as unit_code,
        coalesce(statement.unit_name, document.unit_name) as unit_name,
        statement.unit_code as own_unit_code,
        coalesce(statement.fiscal_year, document.fiscal_year) as fiscal_year,
        statement.stage,
        statement.decimals,
        statement.money_unit,
        -- Whose money the table holds. Some kinds say it by themselves; a table of basic expenditure that says nothing may
        -- hold any money, and is compared with none that would be too narrow.
        coalesce(
            statement.covers,
            case statement.statement
                when 'general_public' then 'general_public'
                when 'gov_fund' then 'gov_fund'
                when 'state_capital' then 'state_capital'
                when 'appropriation_expenditure' then 'appropriation'
                when 'appropriation_revenue' then 'appropriation'
                when 'three_public' then 'appropriation'
                when 'agency_operation' then 'general_public'
                else 'all'
            end
        ) as covers,
        statement.view,
        -- A list of the chosen, the largest or the main is no whole: its rows come to less than any total.
        coalesce(regexp_matches(statement.title, '(重点|重大|主要|部分)(项目|支出|专项)'), false) as is_selection,
        document.file_name,
        document.kind as document_kind,
        -- Forms count themselves: the page tells where they stand.
        row_number() over (
            partition by statement.document_key
            order by
                statement.page, statement.statement_no, statement.table_no, statement.statement, statement.statement_key
        ) as position,
        statement.statement not in (
            'project_targets',
            'project_declaration',
            'self_evaluation',
            'overall_targets',
            'transfer_targets',
            'project_budget'
        ) as is_table
    from store.statement
    inner join store.document using (document_key)
),

anchors as (
    select
        document_key,
        arg_min(family, (case family when 'summary' then -1 else position end, family)) as anchor
    from kinds
    where is_table
    group by document_key
),

tables as (
    select
        kinds.statement_key,
        (
            family = anchors.anchor
            and lag(family) over (partition by kinds.document_key order by position) is distinct from family
        )::integer as begins_set
    from kinds
    inner join anchors using (document_key)
    where is_table
),

marked as (
    select
        kinds.*,
        coalesce(tables.begins_set, 0) as begins_set,
        case money_unit when '亿元' then 100000000 when '万元' then 10000 when '千元' then 1000 else 1 end as unit_yuan
    from kinds
    left join tables using (statement_key)
),

final as (
    select
        * exclude (begins_set, unit_yuan, is_table, position),
        -- A number is quicker to group by than the key.
        row_number() over (order by document_key, position)::integer as statement_id,
        greatest(
            1, sum(begins_set) over (partition by document_key order by position rows unbounded preceding)
        )::integer as set_no,
        -- The worth of one unit in the last printed digit; figures to the cent need no tolerance.
        case
            when decimals is null or money_unit is null then 0
            when unit_yuan / pow(10, decimals) <= 0.011 then 0
            else unit_yuan / pow(10, decimals)
        end::decimal(20, 2) as step_yuan
    from marked
)

select
    *,
    dense_rank() over (order by document_key, set_no)::integer as set_id
from final;

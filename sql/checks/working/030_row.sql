-- grain: one name of an amount column, with a bit of its own
-- A table of its own, so that the planner knows how small it is: joined as a subquery it doubles the time below.
create table rules.measure as
select
    measure,
    1::hugeint << (row_number() over (order by measure) - 1)::integer as measure_bit
from (select distinct measure from store.spending) as names;

-- grain: one printed row of a table of expenditure, at one stage, with its amount columns side by side
create table rules.printed_row as
with lines as (
    select
        statement.statement_id,
        spending.stage,
        spending.page,
        spending.table_no,
        spending.row_no,
        spending.line_kind,
        coalesce(spending.is_of_which, false) as is_of_which,
        spending.function_code,
        spending.gov_economic_code,
        spending.dept_economic_code,
        spending.label,
        spending.line_key,
        spending.amount_yuan,
        measure.measure_bit,
        -- Numbers are quicker to compare than names, and this is the widest aggregate of all.
        case spending.measure
            when 'total' then 1
            when 'basic' then 2
            when 'project' then 3
            when 'personnel' then 4
            when 'public' then 5
            when 'project_ex_infrastructure' then 6
            when 'operating' then 7
            when 'superior_remittance' then 8
            when 'subordinate_subsidy' then 9
            when 'reserve' then 18
            when 'fiscal' then 10
            when 'general_public' then 11
            when 'gov_fund' then 12
            when 'state_capital' then 13
            when 'procurement' then 14
            when 'procurement_sme' then 15
            when 'procurement_small_micro' then 16
            when 'special_account' then 17
            when 'business_income' then 17
            when 'operating_income' then 17
            when 'superior_subsidy_income' then 17
            when 'subordinate_remittance_income' then 17
            when 'other_income' then 17
            when 'unit_funds' then 17
            when 'carryover' then 17
        end::tinyint as what
    from store.spending
    inner join rules.statement
        on spending.statement_key = statement.statement_key
    inner join rules.measure
        on spending.measure = measure.measure
    where spending.statement in (
        'expenditure', 'general_public', 'basic', 'gov_fund', 'state_capital', 'appropriation_expenditure',
        'summary_expenditure', 'procurement', 'service_purchase', 'transfer', 'project_budget', 'agency_operation'
    )
    and spending.measure <> 'change'
    -- An of-which column repeats money of the column that it is part of. A few say by their measure what they are part of;
    -- a whole row of that kind adds up across like any other.
    and (
        not coalesce(spending.is_of_which, false)
        or spending.measure in (
            'procurement', 'procurement_sme', 'procurement_small_micro', 'project_ex_infrastructure'
        )
        or (spending.statement_key, spending.page, spending.table_no, spending.row_no) in (
            select (statement_key, page, table_no, row_no) from rules.of_which_row
        )
    )
),

-- What nearly every table prints; the widest aggregate of all is kept narrow by what few tables print.
common as (
    select
        statement_id,
        stage,
        page,
        table_no,
        row_no,
        min(line_kind) as line_kind,
        bool_and(is_of_which) as is_of_which,
        min(function_code) as function_code,
        min(gov_economic_code) as gov_economic_code,
        min(dept_economic_code) as dept_economic_code,
        min(label) as label,
        min(line_key) as line_key,
        max(amount_yuan) filter (where what = 1) as total,
        max(amount_yuan) filter (where what = 2) as basic,
        max(amount_yuan) filter (where what = 3) as project,
        max(amount_yuan) filter (where what = 4) as personnel,
        max(amount_yuan) filter (where what = 5) as public,
        sum(amount_yuan) filter (where what in (10, 17)) as funds
    from lines
    group by all
    -- A measure that stands twice in a row is split by something that is not told here.
    having bit_count(bit_or(measure_bit)) = count(*)
),

rare as (
    select
        statement_id,
        stage,
        page,
        table_no,
        row_no,
        max(amount_yuan) filter (where what = 6) as project_ex_infrastructure,
        max(amount_yuan) filter (where what = 7) as operating,
        max(amount_yuan) filter (where what = 8) as superior_remittance,
        max(amount_yuan) filter (where what = 9) as subordinate_subsidy,
        max(amount_yuan) filter (where what = 18) as reserve,
        max(amount_yuan) filter (where what = 10) as fiscal,
        max(amount_yuan) filter (where what = 11) as general_public,
        max(amount_yuan) filter (where what = 12) as gov_fund,
        max(amount_yuan) filter (where what = 13) as state_capital,
        max(amount_yuan) filter (where what = 14) as procurement,
        max(amount_yuan) filter (where what = 15) as procurement_sme,
        max(amount_yuan) filter (where what = 16) as procurement_small_micro
    from lines
    where what > 5
    group by all
)

select
    common.*,
    rare.* exclude (statement_id, stage, page, table_no, row_no)
from common
left join rare
    on
        common.statement_id = rare.statement_id
        and common.stage = rare.stage
        and common.page = rare.page
        and common.table_no = rare.table_no
        and common.row_no = rare.row_no;

-- The rows with what rules need to know of their tables.
create view rules.spending_row as
select
    statement.document_key,
    statement.set_no,
    statement.statement,
    statement.statement_key,
    statement.unit_name,
    statement.step_yuan,
    statement.set_id,
    statement.covers,
    statement.view,
    printed_row.*
from rules.printed_row
inner join rules.statement
    on printed_row.statement_id = statement.statement_id;

-- grain: one printed row of 收入总表, with its columns side by side
create table rules.revenue_row as
with lines as (
    select
        *,
        replace(replace(coalesce(fund_source, ''), '／', '/'), ' ', '') as fund
    from store.revenue
    where
        statement in ('revenue_by_unit', 'revenue_by_function') and not coalesce(is_of_which, false)
        and coalesce(measure, 'total') <> 'change'
),

rows as (
    select
        statement_key,
        stage,
        page,
        table_no,
        row_no,
        min(unit_code) as row_unit_code,
        min(function_code) as function_code,
        min(coalesce(label, unit_name, function_name)) as label,
        bool_or(line_kind = 'total') as is_total,
        min(line_key) as line_key,
        max(amount_yuan) filter (where fund in ('合计', '总计')) as total,
        max(amount_yuan) filter (where regexp_matches(fund, '本年收入.*(小计|合计)') or fund = '本年收入合计') as year_total,
        sum(amount_yuan) filter (
            where regexp_matches(fund, '^本年收入') and not regexp_matches(fund, '(小计|合计|其中)')
        ) as year_funds,
        max(amount_yuan) filter (where regexp_matches(fund, '结转.*(小计|合计)')) as carryover_total,
        sum(amount_yuan) filter (
            where regexp_matches(fund, '^(上年|使用).*结转') and fund like '%/%'
            and not regexp_matches(fund, '(小计|合计|其中)')
        ) as carryover_funds,
        sum(amount_yuan) filter (where fund not in ('合计', '总计', '') and not regexp_matches(fund, '(小计|合计|其中|/)'))
            as plain_funds,
        count(*) filter (where fund like '%/%') as grouped_columns,
        count(*) as columns
    from lines
    group by all
)

select
    statement.document_key,
    statement.set_no,
    statement.statement,
    statement.unit_name,
    statement.step_yuan,
    rows.*
from rows
inner join rules.statement using (statement_key);

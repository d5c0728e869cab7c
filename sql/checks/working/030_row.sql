-- grain: one printed row of a table of expenditure, at one stage, with its amount columns side by side
create table rules.spending_row as
with rows as (
    select
        statement_key,
        stage,
        page,
        table_no,
        row_no,
        any_value(line_kind) as line_kind,
        any_value(function_code) as function_code,
        any_value(function_name) as function_name,
        any_value(gov_economic_code) as gov_economic_code,
        any_value(dept_economic_code) as dept_economic_code,
        any_value(unit_code) as row_unit_code,
        any_value(project_name) as project_name,
        any_value(label) as label,
        min(line_key) as line_key,
        count(*) as amounts,
        count(distinct measure) as measures,
        max(amount_yuan) filter (where measure = 'total') as total,
        max(amount_yuan) filter (where measure = 'basic') as basic,
        max(amount_yuan) filter (where measure = 'personnel') as personnel,
        max(amount_yuan) filter (where measure = 'public') as public,
        max(amount_yuan) filter (where measure = 'project') as project,
        max(amount_yuan) filter (where measure = 'project_ex_infrastructure') as project_ex_infrastructure,
        max(amount_yuan) filter (where measure = 'operating') as operating,
        max(amount_yuan) filter (where measure = 'superior_remittance') as superior_remittance,
        max(amount_yuan) filter (where measure = 'subordinate_subsidy') as subordinate_subsidy,
        max(amount_yuan) filter (where measure = 'fiscal') as fiscal,
        max(amount_yuan) filter (where measure = 'general_public') as general_public,
        max(amount_yuan) filter (where measure = 'gov_fund') as gov_fund,
        max(amount_yuan) filter (where measure = 'state_capital') as state_capital,
        max(amount_yuan) filter (where measure = 'procurement') as procurement,
        max(amount_yuan) filter (where measure = 'procurement_sme') as procurement_sme,
        max(amount_yuan) filter (where measure = 'procurement_small_micro') as procurement_small_micro,
        sum(amount_yuan) filter (
            where measure in (
                'fiscal', 'special_account', 'business_income', 'operating_income', 'superior_subsidy_income',
                'subordinate_remittance_income', 'other_income', 'unit_funds', 'carryover'
            )
        ) as funds,
    from store.spending
    where statement in (
        'expenditure', 'general_public', 'basic', 'gov_fund', 'state_capital', 'appropriation_expenditure',
        'summary_expenditure', 'procurement', 'service_purchase', 'transfer', 'project_budget', 'agency_operation'
    )
    group by all
)
select
    statement.document_key,
    statement.set_no,
    statement.statement,
    statement.unit_name,
    statement.step_yuan,
    rows.*,
from rows
inner join rules.statement using (statement_key)
where measures = amounts;

-- grain: one printed row of 收入总表, with its columns side by side
create table rules.revenue_row as
with lines as (
    select
        *,
        replace(replace(coalesce(fund_source, ''), '／', '/'), ' ', '') as fund,
    from store.revenue
    where statement in ('revenue_by_unit', 'revenue_by_function')
),
rows as (
    select
        statement_key,
        stage,
        page,
        table_no,
        row_no,
        any_value(unit_code) as row_unit_code,
        any_value(function_code) as function_code,
        any_value(coalesce(label, unit_name, function_name)) as label,
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
        count(*) as columns,
    from lines
    group by all
)
select
    statement.document_key,
    statement.set_no,
    statement.statement,
    statement.unit_name,
    statement.step_yuan,
    rows.*,
from rows
inner join rules.statement using (statement_key);

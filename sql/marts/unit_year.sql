-- Grain: one unit, fiscal year and stage, with the totals that its documents print.
-- The current document of the unit (store.edition) goes first; a total that it does not print comes from another document
-- of the same unit, year and stage. A total of a year other than the document's is not taken.
-- Never add over rows: a department stands here with its units. mart.ledger is what can be added; ledger_yuan is this
-- row's part of it.
create table mart.unit_year as
with

revenue as (
    select
        sums.document_key,
        coalesce(nullif(members.unit_key, 0), about.unit_key) as unit_key,
        sums.fiscal_year,
        sums.stage,
        sums.statement,
        sums.statement_key,
        coalesce(max(sums.total_yuan), sum(sums.leaf_yuan)) as total_yuan,
        sum(sums.carryover_yuan) as carryover_yuan,
        case when sum(sums.unknown_yuan) = 0 then coalesce(sum(sums.non_fiscal_yuan), 0) end as non_fiscal_yuan
    from store.revenue_sum as sums
    left join store.statement as statements
        on sums.statement_key = statements.statement_key
    left join store.unit_member as members
        on
            statements.unit_code is not distinct from members.printed_code
            and statements.unit_name is not distinct from members.printed_name
    inner join store.document_about as about
        on sums.document_key = about.document_key
    where
        about.scope = 'department'
        and sums.statement in ('summary_revenue', 'revenue_by_unit', 'revenue_by_function')
        and sums.fiscal_year = coalesce(about.fiscal_year, sums.fiscal_year)
        and sums.fiscal_year <> 0
    group by
        sums.document_key, coalesce(nullif(members.unit_key, 0), about.unit_key), sums.fiscal_year, sums.stage,
        sums.statement, sums.statement_key
),

-- What each document prints, one row for each total.
printed as (
    select
        document_key,
        unit_key,
        fiscal_year,
        stage,
        statement,
        measure,
        value_yuan
    from store.printed_total
    union all
    select
        document_key,
        unit_key,
        fiscal_year,
        stage,
        statement,
        'total' as measure,
        max(total_yuan) as value_yuan
    from revenue
    where unit_key <> 0
    group by document_key, unit_key, fiscal_year, stage, statement
    union all
    select
        document_key,
        unit_key,
        fiscal_year,
        stage,
        statement,
        'carryover' as measure,
        max(carryover_yuan) as value_yuan
    from revenue
    where unit_key <> 0 and statement = 'summary_revenue'
    group by document_key, unit_key, fiscal_year, stage, statement
    union all
    select
        document_key,
        unit_key,
        fiscal_year,
        stage,
        statement,
        'non_fiscal' as measure,
        max(non_fiscal_yuan) as value_yuan
    from revenue
    where unit_key <> 0 and statement = 'summary_revenue'
    group by document_key, unit_key, fiscal_year, stage, statement
    union all
    select
        document_key,
        unit_key,
        fiscal_year,
        stage,
        'chosen' as statement,
        'total' as measure,
        printed_yuan as value_yuan
    from store.edition
    where unit_key <> 0 and scope = 'department' and covers = 'all'
),

-- Which column a total belongs to, and which of several comes first.
placed as (
    select
        printed.*,
        case
            when statement in ('chosen', 'expenditure', 'summary_expenditure') and measure = 'total'
                then 'expenditure'
            when statement in ('summary_revenue', 'revenue_by_unit', 'revenue_by_function') and measure = 'total'
                then 'revenue'
            when statement = 'summary_revenue' then measure
            when statement = 'appropriation_expenditure' and measure in ('total', 'fiscal') then 'appropriation'
            when statement = 'general_public' and measure = 'total' then 'general_public'
            when
                statement = 'appropriation_expenditure'
                and measure in ('general_public', 'gov_fund', 'state_capital')
                then measure
            when statement in ('gov_fund', 'state_capital') and measure = 'total' then statement
            when statement in ('expenditure', 'general_public') and measure in ('basic', 'project') then measure
            when statement = 'basic' and measure in ('total', 'basic') then 'basic'
            when statement in ('basic', 'general_public') and measure in ('personnel', 'public') then measure
            when statement = 'project_budget' and measure in ('total', 'project') then 'project'
            when statement = 'three_public' and measure = 'total' then 'three_public'
            when statement = 'three_public' and measure in ('overseas', 'reception', 'vehicle_purchase') then measure
            when statement = 'three_public' and measure = 'vehicle_total' then 'vehicle'
            when statement = 'three_public' and measure = 'vehicle_operation' then measure
            when statement = 'procurement' and measure in ('total', 'procurement') then 'procurement'
            when statement = 'service_purchase' and measure = 'total' then 'service_purchase'
            when statement = 'agency_operation' and measure in ('total', 'agency_operation') then 'agency_operation'
        end as column_name,
        case statement
            when 'chosen' then 1
            when 'expenditure' then 2
            when 'summary_expenditure' then 3
            when 'summary_revenue' then 1
            when 'revenue_by_unit' then 2
            when 'revenue_by_function' then 3
            when 'basic' then 3
            when 'general_public' then 4
            when 'gov_fund' then 4
            when 'state_capital' then 4
            when 'appropriation_expenditure' then 5
            when 'project_budget' then 6
            else 1
        end as statement_rank
    from printed
    where value_yuan is not null
),

ranked as (
    select
        placed.unit_key,
        placed.fiscal_year,
        placed.stage,
        placed.document_key,
        placed.column_name,
        placed.value_yuan,
        placed.statement_rank,
        -- The current document, then its other editions, then documents without a table of all expenditure.
        case when edition.is_current then 0 else coalesce(edition.editions - edition.edition, 1000) end
            as document_rank
    from placed
    left join store.edition as edition
        on
            placed.document_key = edition.document_key
            and placed.unit_key = edition.printed_unit_key
            and placed.fiscal_year = edition.fiscal_year
            and placed.stage = edition.stage
    where placed.column_name is not null
),

firsts as (
    select *
    from ranked
    qualify
        row_number() over (
            partition by unit_key, fiscal_year, stage, column_name
            order by document_rank asc, statement_rank asc, value_yuan desc, document_key asc
        ) = 1
),

pivoted as (
    select
        unit_key,
        fiscal_year,
        stage,
        max(value_yuan) filter (where column_name = 'revenue') as revenue_yuan,
        max(value_yuan) filter (where column_name = 'expenditure') as expenditure_yuan,
        max(value_yuan) filter (where column_name = 'appropriation') as appropriation_yuan,
        max(value_yuan) filter (where column_name = 'general_public') as general_public_yuan,
        max(value_yuan) filter (where column_name = 'gov_fund') as gov_fund_yuan,
        max(value_yuan) filter (where column_name = 'state_capital') as state_capital_yuan,
        max(value_yuan) filter (where column_name = 'basic') as basic_yuan,
        max(value_yuan) filter (where column_name = 'personnel') as personnel_yuan,
        max(value_yuan) filter (where column_name = 'public') as public_yuan,
        max(value_yuan) filter (where column_name = 'project') as project_yuan,
        max(value_yuan) filter (where column_name = 'three_public') as three_public_yuan,
        max(value_yuan) filter (where column_name = 'overseas') as overseas_yuan,
        max(value_yuan) filter (where column_name = 'reception') as reception_yuan,
        max(value_yuan) filter (where column_name = 'vehicle') as vehicle_yuan,
        max(value_yuan) filter (where column_name = 'procurement') as procurement_yuan,
        max(value_yuan) filter (where column_name = 'service_purchase') as service_purchase_yuan,
        max(value_yuan) filter (where column_name = 'agency_operation') as agency_operation_yuan,
        max(value_yuan) filter (where column_name = 'carryover') as carryover_in_yuan,
        max(value_yuan) filter (where column_name = 'non_fiscal') as non_fiscal_yuan,
        max(value_yuan) filter (where column_name = 'vehicle_purchase') as vehicle_purchase_yuan,
        max(value_yuan) filter (where column_name = 'vehicle_operation') as vehicle_operation_yuan
    from firsts
    group by unit_key, fiscal_year, stage
),

main_document as (
    select
        unit_key,
        fiscal_year,
        stage,
        document_key
    from ranked
    qualify
        row_number() over (
            partition by unit_key, fiscal_year, stage order by document_rank asc, document_key asc
        ) = 1
),

ledger as (
    select
        unit_key,
        fiscal_year,
        stage,
        sum(amount_yuan) as ledger_yuan,
        min(document_key) as document_key,
        min(publisher_unit_key) as publisher_unit_key
    from mart.ledger
    group by unit_key, fiscal_year, stage
),

keys as (
    select
        unit_key,
        fiscal_year,
        stage
    from pivoted
    union
    select
        unit_key,
        fiscal_year,
        stage
    from ledger
),

listed as (
    select
        document_key,
        count(*) as units
    from store.unit_row
    group by document_key
)

select
    keys.unit_key,
    units.unit_code,
    units.unit_name,
    keys.fiscal_year,
    keys.stage,
    cast(pivoted.revenue_yuan as decimal(20, 2)) as revenue_yuan,
    cast(pivoted.expenditure_yuan as decimal(20, 2)) as expenditure_yuan,
    cast(pivoted.appropriation_yuan as decimal(20, 2)) as appropriation_yuan,
    cast(pivoted.general_public_yuan as decimal(20, 2)) as general_public_yuan,
    cast(pivoted.gov_fund_yuan as decimal(20, 2)) as gov_fund_yuan,
    cast(pivoted.state_capital_yuan as decimal(20, 2)) as state_capital_yuan,
    cast(pivoted.basic_yuan as decimal(20, 2)) as basic_yuan,
    cast(pivoted.personnel_yuan as decimal(20, 2)) as personnel_yuan,
    cast(pivoted.public_yuan as decimal(20, 2)) as public_yuan,
    cast(pivoted.project_yuan as decimal(20, 2)) as project_yuan,
    cast(pivoted.three_public_yuan as decimal(20, 2)) as three_public_yuan,
    cast(pivoted.overseas_yuan as decimal(20, 2)) as overseas_yuan,
    cast(pivoted.reception_yuan as decimal(20, 2)) as reception_yuan,
    cast(pivoted.vehicle_yuan as decimal(20, 2)) as vehicle_yuan,
    cast(pivoted.procurement_yuan as decimal(20, 2)) as procurement_yuan,
    cast(pivoted.service_purchase_yuan as decimal(20, 2)) as service_purchase_yuan,
    cast(pivoted.agency_operation_yuan as decimal(20, 2)) as agency_operation_yuan,
    cast(pivoted.carryover_in_yuan as decimal(20, 2)) as carryover_in_yuan,
    cast(pivoted.non_fiscal_yuan as decimal(20, 2)) as non_fiscal_yuan,
    coalesce(ledger.ledger_yuan is not null, false) or coalesce(edition.closes, false) as closes,
    coalesce(edition.document_key, main_document.document_key, ledger.document_key) as document_key,
    documents.file_name,
    coalesce(units.department_name, publishers.unit_name) as department_name,
    coalesce(units.city, publishers.city) as city,
    case
        when coalesce(counted.is_by_unit, false) or coalesce(listed.units, 0) > 1 or units.unit_kind = 'department'
            then 'department_with_units'
        else 'unit'
    end as scope_of_unit,
    edition.statement,
    edition.view,
    edition.covers,
    edition.editions,
    cast(ledger.ledger_yuan as decimal(20, 2)) as ledger_yuan,
    case
        when edition.document_key is null and ledger.ledger_yuan is not null
            then 'rows in the document of its department'
        when edition.document_key is null then 'no document of it prints a table of all its expenditure'
        when edition.closes is null then 'not in the ledger: no total is printed to hold its rows against'
        when not edition.closes then 'not in the ledger: its rows do not add up to the printed total'
        when counted.is_counted then counted.counted_reason
        else concat('not in the ledger: ', counted.counted_reason)
    end as choice_reason,
    cast(pivoted.vehicle_purchase_yuan as decimal(20, 2)) as vehicle_purchase_yuan,
    cast(pivoted.vehicle_operation_yuan as decimal(20, 2)) as vehicle_operation_yuan
from keys
inner join main.dim_unit as units
    on keys.unit_key = units.unit_key
left join pivoted
    on keys.unit_key = pivoted.unit_key and keys.fiscal_year = pivoted.fiscal_year and keys.stage = pivoted.stage
left join store.edition as edition
    on
        keys.unit_key = edition.unit_key
        and keys.fiscal_year = edition.fiscal_year
        and keys.stage = edition.stage
        and edition.is_current
left join store.counted as counted
    on
        keys.unit_key = counted.unit_key
        and keys.fiscal_year = counted.fiscal_year
        and keys.stage = counted.stage
left join main_document
    on
        keys.unit_key = main_document.unit_key
        and keys.fiscal_year = main_document.fiscal_year
        and keys.stage = main_document.stage
left join ledger
    on keys.unit_key = ledger.unit_key and keys.fiscal_year = ledger.fiscal_year and keys.stage = ledger.stage
left join main.dim_unit as publishers
    on ledger.publisher_unit_key = publishers.unit_key
left join main.dim_document as documents
    on coalesce(edition.document_key, main_document.document_key, ledger.document_key) = documents.document_key
left join listed
    on coalesce(edition.document_key, main_document.document_key) = listed.document_key
where keys.unit_key <> 0
order by keys.fiscal_year, keys.stage, keys.unit_key;

comment on table mart.unit_year is 'Units by year and stage with the totals that their documents print (单位年度)';
comment on column mart.unit_year.unit_key is 'Unit, key into dim_unit (单位键)';
comment on column mart.unit_year.unit_code is 'Code of the unit (单位代码)';
comment on column mart.unit_year.unit_name is 'Name of the unit (单位名称)';
comment on column mart.unit_year.fiscal_year is 'Fiscal year (年度)';
comment on column mart.unit_year.stage is 'budget | initial_budget | adjusted_budget | executed | final (阶段)';
comment on column mart.unit_year.revenue_yuan is 'Total revenue, with what is carried over (收入总计, 元)';
comment on column mart.unit_year.expenditure_yuan is 'Expenditure of the year, without what is carried on (本年支出合计, 元)';
comment on column mart.unit_year.appropriation_yuan is 'Expenditure from fiscal appropriations (财政拨款支出, 元)';
comment on column mart.unit_year.general_public_yuan is 'Expenditure of the general public budget (一般公共预算支出, 元)';
comment on column mart.unit_year.gov_fund_yuan is 'Expenditure of government funds (政府性基金支出, 元)';
comment on column mart.unit_year.state_capital_yuan is 'Expenditure of the state capital operating budget (国有资本经营支出, 元)';
comment on column mart.unit_year.basic_yuan is 'Basic expenditure: of all money where printed, else of the narrower table that prints it (基本支出, 元)';
comment on column mart.unit_year.personnel_yuan is 'Personnel, as the basic expenditure table prints it (人员经费, 元)';
comment on column mart.unit_year.public_yuan is 'Running costs, as the basic expenditure table prints it (公用经费, 元)';
comment on column mart.unit_year.project_yuan is 'Project expenditure (项目支出, 元)';
comment on column mart.unit_year.three_public_yuan is 'Three public expenses (“三公”经费, 元)';
comment on column mart.unit_year.overseas_yuan is 'Travel abroad on duty (因公出国（境）费, 元)';
comment on column mart.unit_year.reception_yuan is 'Official reception (公务接待费, 元)';
comment on column mart.unit_year.vehicle_yuan is 'Official vehicles, purchase and running (公务用车购置及运行费, 元)';
comment on column mart.unit_year.procurement_yuan is 'Government procurement (政府采购, 元)';
comment on column mart.unit_year.service_purchase_yuan is 'Services bought (政府购买服务, 元)';
comment on column mart.unit_year.agency_operation_yuan is 'Agency operation (机关运行经费, 元)';
comment on column mart.unit_year.carryover_in_yuan is 'Carried over from last year (上年结转, 元)';
comment on column mart.unit_year.non_fiscal_yuan is 'Revenue of the year that is not from the treasury; null where the kind of some money is not known (非财政拨款收入, 元)';
comment on column mart.unit_year.closes is 'Whether the rows of the chosen table add up to its printed total (合计是否勾稽)';
comment on column mart.unit_year.document_key is 'The current document, key into dim_document (文件)';
comment on column mart.unit_year.file_name is 'Name of the file (文件名)';
comment on column mart.unit_year.department_name is 'Its department, where known (主管部门)';
comment on column mart.unit_year.city is 'City, where a name says it (市)';
comment on column mart.unit_year.scope_of_unit is 'unit | department_with_units: whether the totals hold the money of other units (汇总范围)';
comment on column mart.unit_year.statement is 'The table chosen for the ledger (报表类型)';
comment on column mart.unit_year.view is 'What the rows of that table are (行的口径)';
comment on column mart.unit_year.covers is 'Whose money that table holds (涵盖资金)';
comment on column mart.unit_year.editions is 'Documents of this unit, year and stage that were loaded (版本数)';
comment on column mart.unit_year.ledger_yuan is 'What mart.ledger holds of this unit, year and stage; this can be added (总账金额, 元)';
comment on column mart.unit_year.choice_reason is 'Why this document is in the ledger, or why not (选取理由)';
comment on column mart.unit_year.vehicle_purchase_yuan is 'Purchase of official vehicles (公务用车购置费, 元)';
comment on column mart.unit_year.vehicle_operation_yuan is 'Running of official vehicles (公务用车运行维护费, 元)';

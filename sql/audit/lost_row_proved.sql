-- title: A row is missing from a table, and another table proves it
-- title_zh: 表格缺行，可由其他表格证明
-- message: In the table {table_name} (page {table_page}) the row of code {code} with {gap:yuan} is missing: the rows
--   come to {rows:yuan}, the printed total is {printed_total:yuan}, and the table of all expenditure has exactly the
--   difference under this code.
-- message_zh: 第{table_page}页的表（{table_name}）缺科目{code}一行，金额{gap:yuan}：各行之和为{rows:yuan}，合计为{printed_total:yuan}，差额正好等于支出总表中该科目的金额。
-- severity: warning
-- why: The total stands, its rows do not come to it, and the difference is exactly what another table has
--   for one code. Nothing is added to the facts.
with told as (
    select document_key
    from store.notice
    where rule_code = 'lost_row'
),

gaps as (
    select
        document_key,
        set_no,
        stage,
        statement_key,
        statement,
        unit_name,
        page,
        total_key,
        total_yuan - leaf_yuan as gap_yuan,
        total_yuan,
        leaf_yuan
    from rules.amount
    where
        statement in ('basic', 'general_public') and measure = 'total' and total_yuan > leaf_yuan
        and total_yuan = least_total_yuan
),

-- Few tables have a gap: only their documents are looked at.
suspected as (
    select spending_row.*
    from rules.spending_row
    semi join gaps
        on spending_row.document_key = gaps.document_key
    where statement in ('basic', 'general_public', 'expenditure')
),

present as (
    select distinct
        statement_key,
        coalesce(case when statement = 'basic' then dept_economic_code else function_code end, '') as code
    from suspected
    where statement in ('basic', 'general_public')
),

-- The same money by the same codes in the table of all expenditure.
elsewhere as (
    select
        document_key,
        set_no,
        stage,
        'basic' as statement,
        dept_economic_code as code,
        sum(basic) as code_yuan,
        list(line_key order by line_key) as line_keys
    from suspected
    where statement = 'expenditure' and line_kind = 'leaf' and basic is not null and dept_economic_code is not null
    group by all
    union all by name
    select
        document_key,
        set_no,
        stage,
        'general_public' as statement,
        function_code as code,
        sum(total) as code_yuan,
        list(line_key order by line_key) as line_keys
    from suspected
    where statement = 'expenditure' and line_kind = 'leaf' and total is not null and function_code is not null
    group by all
),

fitting as (
    select
        gaps.*,
        elsewhere.code,
        elsewhere.line_keys as proof_keys
    from gaps
    inner join elsewhere
        on
            gaps.document_key = elsewhere.document_key
            and gaps.set_no = elsewhere.set_no
            and gaps.stage = elsewhere.stage
            and gaps.statement = elsewhere.statement
            and gaps.gap_yuan = elsewhere.code_yuan
    anti join present
        on gaps.statement_key = present.statement_key and elsewhere.code = present.code
    qualify count(*) over (partition by gaps.statement_key, gaps.stage) = 1
)

select
    fitting.document_key,
    'document' as subject,
    unit_name,
    statement as table_name,
    page as table_page,
    code,
    gap_yuan as gap,
    leaf_yuan as rows,
    total_yuan as printed_total,
    total_yuan as stated,
    leaf_yuan as computed,
    list_concat([total_key], proof_keys) as line_keys
from fitting
-- The loaders prove lost rows of damaged text themselves: once is enough.
anti join told
    on fitting.document_key = told.document_key

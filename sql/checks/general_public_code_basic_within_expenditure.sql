-- title: For each function code basic expenditure of the general public budget is no more than all basic expenditure
-- title_zh: 按功能分类：一般公共预算基本支出 ≤ 支出总表基本支出
-- severity: error
-- statements: general_public, expenditure
-- tolerance: half of the last printed digit for each figure that is added
-- relation: <=
-- grain: row
-- why: For one function code the general public budget is a part of all expenditure; the difference is
--   carry-over or money that is not fiscal.
with parts as (
    select
        set_id,
        stage,
        function_code,
        min(statement_id) as statement_id,
        min(line_key) as line_key,
        min(page) as page,
        sum(basic) as part_yuan,
        count(*) as rows,
        max(step_yuan) as step_yuan
    from rules.spending_row
    where statement = 'general_public' and line_kind = 'leaf' and length(function_code) = 7
    group by all
    -- A code that stands in two tables of one kind is split in a way that is not told.
    having count(basic) > 0 and min(statement_id) = max(statement_id)
),

wholes as (
    select
        set_id,
        stage,
        function_code,
        min(statement_id) as whole_id,
        min(line_key) as line_key,
        min(page) as page,
        sum(basic) as whole_yuan,
        count(*) as rows,
        max(step_yuan) as step_yuan
    from rules.spending_row
    where statement = 'expenditure' and line_kind = 'leaf' and length(function_code) = 7
    group by all
    having count(basic) > 0 and min(statement_id) = max(statement_id)
)

select
    statement.document_key,
    statement.statement_key,
    statement.unit_name,
    concat('page ', parts.page, ' and page ', wholes.page, ', code ', function_code) as place,
    -- A table that is short of rows has a rule of its own.
    case when wholes.whole_id in (select statement_id from rules.short_table) then 'info' end as severity,
    parts.part_yuan as left_yuan,
    wholes.whole_yuan as right_yuan,
    rules.rounding(greatest(parts.step_yuan, wholes.step_yuan), parts.rows + wholes.rows) as tolerance_yuan,
    [parts.line_key] as left_line_keys,
    [wholes.line_key] as right_line_keys
from parts
inner join wholes using (set_id, stage, function_code)
inner join rules.statement using (statement_id)

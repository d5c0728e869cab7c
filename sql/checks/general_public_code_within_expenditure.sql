-- title: For each function code the general public budget is no more than all expenditure
-- title_zh: 按功能分类：一般公共预算 ≤ 支出总表
-- severity: error
-- statements: general_public, expenditure
-- tolerance: half of the last printed digit for each figure that is added
-- relation: <=
-- grain: row
-- why: For one function code the general public budget is a part of all expenditure; the difference is
--   carry-over or money that is not fiscal.
with parts as (
    select
        document_key,
        set_no,
        stage,
        function_code,
        any_value(statement_key) as statement_key,
        any_value(unit_name) as unit_name,
        min(line_key) as line_key,
        min(page) as page,
        sum(total) as part_yuan,
        count(*) as rows,
        max(step_yuan) as step_yuan
    from rules.spending_row
    where statement = 'general_public' and line_kind = 'leaf' and length(function_code) = 7
    group by all
    having count(total) > 0 and count(distinct statement_key) = 1
),

wholes as (
    select
        document_key,
        set_no,
        stage,
        function_code,
        min(line_key) as line_key,
        min(page) as page,
        sum(total) as whole_yuan,
        count(*) as rows,
        max(step_yuan) as step_yuan
    from rules.spending_row
    where statement = 'expenditure' and line_kind = 'leaf' and length(function_code) = 7
    group by all
    having count(total) > 0 and count(distinct statement_key) = 1
)

select
    parts.document_key,
    parts.statement_key,
    parts.unit_name,
    concat('page ', parts.page, ' and page ', wholes.page, ', code ', function_code) as place,
    parts.part_yuan as left_yuan,
    wholes.whole_yuan as right_yuan,
    rules.rounding(greatest(parts.step_yuan, wholes.step_yuan), parts.rows + wholes.rows) as tolerance_yuan,
    [parts.line_key] as left_line_keys,
    [wholes.line_key] as right_line_keys
from parts
inner join wholes using (document_key, set_no, stage, function_code)

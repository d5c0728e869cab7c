-- title: For each economic item the basic expenditure table is no more than the basic part of all expenditure
-- title_zh: 按经济分类：基本支出表 ≤ 支出总表基本支出
-- severity: error
-- statements: basic, expenditure
-- tolerance: half of the last printed digit for each figure that is added
-- relation: <=
-- grain: row
-- why: The same items stand in both tables; the difference is money that is not fiscal.
with parts as (
    select
        set_id,
        stage,
        gov_economic_code,
        dept_economic_code,
        min(statement_id) as statement_id,
        min(line_key) as line_key,
        min(page) as page,
        sum(total) as part_yuan,
        count(*) as rows,
        max(step_yuan) as step_yuan
    from rules.spending_row
    where
        statement = 'basic' and line_kind = 'leaf' and gov_economic_code is not null and dept_economic_code is not null
    group by all
    having min(statement_id) = max(statement_id)
),

wholes as (
    select
        set_id,
        stage,
        gov_economic_code,
        dept_economic_code,
        min(statement_id) as whole_id,
        min(line_key) as line_key,
        min(page) as page,
        sum(basic) as whole_yuan,
        count(*) as rows,
        max(step_yuan) as step_yuan
    from rules.spending_row
    where statement = 'expenditure' and line_kind = 'leaf' and basic is not null
    group by all
    having min(statement_id) = max(statement_id)
)

select
    statement.document_key,
    statement.statement_key,
    statement.unit_name,
    concat('page ', parts.page, ' and page ', wholes.page, ', items ', gov_economic_code, ' ', dept_economic_code)
        as place,
    -- A table that is short of rows has a rule of its own.
    case when wholes.whole_id in (select statement_id from rules.short_table) then 'info' end as severity,
    parts.part_yuan as left_yuan,
    wholes.whole_yuan as right_yuan,
    rules.rounding(greatest(parts.step_yuan, wholes.step_yuan), parts.rows + wholes.rows) as tolerance_yuan,
    [parts.line_key] as left_line_keys,
    [wholes.line_key] as right_line_keys
from parts
inner join wholes using (set_id, stage, gov_economic_code, dept_economic_code)
inner join rules.statement using (statement_id)

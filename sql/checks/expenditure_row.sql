-- title: Expenditure table: each row is basic and project expenditure (and the other kinds printed)
-- title_zh: 支出总表：每行合计 = 基本支出 + 项目支出 + 其他
-- severity: error
-- statements: expenditure
-- proves: rows
-- tolerance: half of the last printed digit for each figure that is added
-- grain: row
-- why: Every row adds up across.
with rows as (
    select
        *,
        coalesce(basic, coalesce(personnel, 0) + coalesce(public, 0)) + coalesce(project, 0) as kinds_yuan,
        coalesce(operating, 0)
        + coalesce(superior_remittance, 0)
        + coalesce(subordinate_subsidy, 0)
        + coalesce(reserve, 0) as others_yuan
    from rules.spending_row
    where statement = 'expenditure' and total is not null and coalesce(basic, personnel, project) is not null
),

-- 经营支出 and the like stand beside project expenditure, or within it: a table does the one or the other. They are within
-- it where basic and project expenditure give the total of every row that has any, and of one row at least.
within as (
    select
        statement_key,
        stage
    from rows
    where others_yuan <> 0
    group by statement_key, stage
    having bool_and(abs(total - kinds_yuan) <= rules.rounding(step_yuan, 5))
)

select
    rows.document_key,
    rows.statement_key,
    rows.unit_name,
    rules.place(page, table_no, row_no, coalesce(function_code, dept_economic_code, label)) as place,
    total as left_yuan,
    kinds_yuan + case when within.statement_key is null then others_yuan else 0 end as right_yuan,
    rules.rounding(step_yuan, 5) as tolerance_yuan,
    [line_key] as left_line_keys,
    null::varchar[] as right_line_keys
from rows
left join within
    on rows.statement_key = within.statement_key and rows.stage = within.stage

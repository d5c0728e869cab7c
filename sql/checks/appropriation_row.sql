-- title: Balance tables: each row is the sum of its three budgets
-- title_zh: 收支总表：每行合计 = 一般公共预算 + 政府性基金 + 国有资本经营
-- severity: error
-- statements: appropriation_expenditure|summary_expenditure
-- proves: rows
-- tolerance: half of the last printed digit for each figure that is added
-- grain: row
-- why: A table with one column for each budget adds up across.
select
    document_key,
    statement_key,
    unit_name,
    rules.place(page, table_no, row_no, coalesce(function_code, dept_economic_code, label)) as place,
    total as left_yuan,
    coalesce(general_public, 0) + coalesce(gov_fund, 0) + coalesce(state_capital, 0) as right_yuan,
    rules.rounding(step_yuan, 3) as tolerance_yuan,
    [line_key] as left_line_keys,
    null::varchar[] as right_line_keys
from rules.spending_row
where
    statement in ('appropriation_expenditure', 'summary_expenditure')
    and total is not null
    and general_public is not null
    and statement = 'appropriation_expenditure'

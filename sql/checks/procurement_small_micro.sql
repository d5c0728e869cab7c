-- title: Procurement: what is reserved for small and micro enterprises is no more than for small and medium ones
-- title_zh: 政府采购：面向小微企业 ≤ 面向中小企业
-- severity: error
-- statements: procurement
-- proves: columns
-- tolerance: half of the last printed digit for each figure that is added
-- relation: <=
-- grain: row
-- why: An of-which column cannot exceed its whole.
select
    document_key,
    statement_key,
    unit_name,
    rules.place(page, table_no, row_no, coalesce(function_code, dept_economic_code, label)) as place,
    procurement_small_micro as left_yuan,
    procurement_sme as right_yuan,
    rules.rounding(step_yuan, 3) as tolerance_yuan,
    [line_key] as left_line_keys,
    null::varchar[] as right_line_keys
from rules.spending_row
where statement in ('procurement') and procurement_small_micro is not null and procurement_sme is not null

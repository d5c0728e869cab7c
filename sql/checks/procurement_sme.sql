-- title: Procurement: what is reserved for small and medium enterprises is no more than all of it
-- title_zh: 政府采购：面向中小企业 ≤ 采购预算
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
    procurement_sme as left_yuan,
    coalesce(procurement, total) as right_yuan,
    rules.rounding(step_yuan, 3) as tolerance_yuan,
    [line_key] as left_line_keys,
    null::varchar[] as right_line_keys
from rules.spending_row
where statement in ('procurement') and procurement_sme is not null and coalesce(procurement, total) is not null

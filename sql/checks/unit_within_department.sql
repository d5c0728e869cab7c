-- title: Across documents: the budget of a unit is no more than that of its department
-- title_zh: 跨文件：单位预算 ≤ 所属部门预算
-- severity: error
-- statements: summary_expenditure|expenditure
-- tolerance: zero at the printed precision
-- relation: <=
-- otherwise: no other document of the same unit to compare with
-- why: A department budget contains its units: 265001 is part of 265.
with totals as (
    select
        amount.document_key,
        amount.statement_key,
        statement.own_unit_code as unit_code,
        statement.unit_name,
        statement.fiscal_year,
        amount.stage,
        amount.value_yuan,
        amount.step_yuan,
        amount.total_key,
        amount.statement
    from rules.amount
    inner join rules.statement using (statement_key)
    where
        amount.statement in ('summary_expenditure', 'expenditure') and amount.measure = 'total'
        and amount.value_yuan is not null and statement.own_unit_code is not null
)

select
    unit.document_key,
    unit.statement_key,
    unit.unit_name,
    concat('unit ', unit.unit_code, ' in department ', department.unit_code) as place,
    unit.value_yuan as left_yuan,
    department.value_yuan as right_yuan,
    greatest(unit.step_yuan, department.step_yuan) as tolerance_yuan,
    [unit.total_key] as left_line_keys,
    [department.total_key] as right_line_keys
from totals as unit
inner join totals as department using (fiscal_year, stage, statement)
where length(department.unit_code) = 3 and length(unit.unit_code) = 6 and left(unit.unit_code, 3) = department.unit_code
-- Codes of districts and cities repeat: the names must agree as well.
and left(unit.unit_name, 5) = left(department.unit_name, 5) and unit.document_key <> department.document_key

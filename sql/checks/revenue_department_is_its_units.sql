-- title: Revenue table: a department is the sum of its units
-- title_zh: 收入总表：部门合计 = 所属单位之和
-- severity: error
-- statements: revenue_by_unit
-- proves: columns
-- tolerance: half of the last printed digit for each figure that is added
-- grain: row
-- why: The row of a department repeats its units; adding both counts the money twice.
select
    department.document_key,
    department.statement_key,
    department.unit_name,
    min(
        rules.place(department.page, department.table_no, department.row_no, department.row_unit_code)
    ) as place,
    department.total as left_yuan,
    sum(unit.total) as right_yuan,
    rules.rounding(max(department.step_yuan), count(*)) as tolerance_yuan,
    [department.line_key] as left_line_keys,
    list(unit.line_key order by unit.line_key) as right_line_keys
from rules.revenue_row as department
inner join rules.revenue_row as unit
    on
        department.statement_key = unit.statement_key
        and department.stage = unit.stage
        and starts_with(unit.row_unit_code, department.row_unit_code)
        and length(unit.row_unit_code) = length(department.row_unit_code) + 3
where
    department.total is not null and unit.total is not null and length(department.row_unit_code) = 3
    and not department.is_total and not unit.is_total
    -- The rows of accounts below a unit repeat its money.
    and department.function_code is null and unit.function_code is null
group by
    department.document_key, department.statement_key, department.unit_name, department.row_unit_code,
    department.total, department.line_key

-- title: Overall targets: the budget of the department is its expenditure or its general public budget, rounded
-- title_zh: 部门整体绩效：预算支出总额 = 支出总计或一般公共预算合计（取整）
-- severity: warning
-- statements: overall_targets, summary_expenditure|general_public
-- tolerance: 100 yuan or half of the last printed digit
-- why: The form prints the amount rounded.
with totals as (
    select
        document_key,
        value_yuan,
        total_key
    from rules.amount
    where
        statement in ('summary_expenditure', 'general_public', 'appropriation_expenditure', 'expenditure')
        and measure = 'total' and value_yuan is not null
)

select
    project.document_key,
    project.statement_key,
    project.unit_name,
    min(rules.place(project.page, project.table_no, project.row_no, null)) as place,
    -- The form of the office itself (本级) states less than the budget of the whole department.
    case when min(project.amount_yuan) < max(totals.value_yuan) then 'info' else 'warning' end as severity,
    project.amount_yuan as left_yuan,
    min_by(totals.value_yuan, (abs(totals.value_yuan - project.amount_yuan), totals.total_key)) as right_yuan,
    -- Printed with two decimals of 万元 or less.
    greatest(100, max(rules.rounding(statement.step_yuan, 1))) as tolerance_yuan,
    null::varchar[] as left_line_keys,
    [min_by(totals.total_key, (abs(totals.value_yuan - project.amount_yuan), totals.total_key))] as right_line_keys
from store.project
inner join rules.statement using (statement_key)
inner join totals on project.document_key = totals.document_key
where project.statement = 'overall_targets' and project.amount_yuan is not null and project.project_name is null
group by
    project.document_key, project.statement_key, project.unit_name, project.project_key, project.amount_yuan

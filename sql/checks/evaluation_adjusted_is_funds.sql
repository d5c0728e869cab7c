-- title: Self-evaluation: the adjusted budget is this year's appropriation, carry-over and other money
-- title_zh: 自评表：全年预算数 = 当年财政拨款 + 上年结转资金 + 其他资金
-- severity: error
-- statements: self_evaluation
-- proves: rows
-- tolerance: half of the last printed digit for each figure that is added
-- grain: row
-- why: The three rows of funds below the total add up to it.
select
    project.document_key,
    project.statement_key,
    project.unit_name,
    rules.place(project.page, project.table_no, project.row_no, project.project_name) as place,
    adjusted_yuan as left_yuan,
    coalesce(fiscal_adjusted_yuan, 0)
    + coalesce(carryover_adjusted_yuan, 0)
    + coalesce(other_adjusted_yuan, 0) as right_yuan,
    rules.rounding(statement.step_yuan, 3) as tolerance_yuan,
    case
        when
            coalesce(fiscal_adjusted_yuan, 0) = 0
            and coalesce(carryover_adjusted_yuan, 0) = 0
            and coalesce(other_adjusted_yuan, 0) = 0
            and adjusted_yuan <> 0
            then 'the form leaves the kinds of money empty'
    end as not_applicable_reason
from store.project
inner join rules.statement using (statement_key)
where
    project.statement = 'self_evaluation' and adjusted_yuan is not null
    and coalesce(fiscal_adjusted_yuan, carryover_adjusted_yuan, other_adjusted_yuan) is not null

-- title: Self-evaluation: the execution rate is executed by adjusted budget
-- title_zh: 自评表：执行率 = 全年执行数 ÷ 全年预算数
-- severity: warning
-- statements: self_evaluation
-- proves: rows
-- tolerance: one point of a hundred: rates are printed with none to two decimals
-- grain: row
-- measured_in: percent
-- why: The rate decides ten points of the score.
select
    project.document_key,
    project.statement_key,
    project.unit_name,
    rules.place(project.page, project.table_no, project.row_no, project.project_name) as place,
    execution_rate as left_yuan,
    (executed_yuan / adjusted_yuan * 100)::decimal(20, 4) as right_yuan,
    1.0 as tolerance_yuan,
    -- Ten for a tenth, or the points of the row beside it.
    case when execution_rate > 200 then 'the printed rate is no percentage' end as not_applicable_reason
from store.project
where
    project.statement = 'self_evaluation'
    and execution_rate is not null
    and executed_yuan is not null
    and adjusted_yuan > 0

-- title: Self-evaluation: the execution score follows the execution rate
-- title_zh: 自评表：执行得分 = 执行率 × 分值
-- severity: info
-- statements: self_evaluation
-- proves: rows
-- tolerance: half a point
-- grain: row
-- measured_in: points
-- why: Most rules of cities give the points in proportion to the rate.
select
    project.document_key,
    project.statement_key,
    project.unit_name,
    rules.place(project.page, project.table_no, project.row_no, project.project_name) as place,
    execution_score as left_yuan,
    (least(100, execution_rate) * execution_weight / 100)::decimal(20, 4) as right_yuan,
    0.5 as tolerance_yuan
from store.project
where
    project.statement = 'self_evaluation'
    and execution_score is not null
    and execution_rate is not null
    and execution_weight is not null

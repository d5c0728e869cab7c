-- title: Self-evaluation: the weights, with those for execution, come to the printed total
-- title_zh: 自评表：指标分值 + 预算执行分值 = 总分
-- severity: warning
-- statements: self_evaluation
-- proves: rows
-- tolerance: a hundredth of a point
-- grain: row
-- measured_in: points
-- why: Weights that do not come to a hundred make the total score mean nothing.
with weights as (
    select
        project_key,
        sum(weight) as weight,
        count(*) as rows,
        count(weight) as weighted,
        list(line_key order by line_key) as line_keys
    from store.indicator
    where statement = 'self_evaluation' and level1 is distinct from '预算执行' and project_key is not null
    group by project_key
)

select
    project.document_key,
    project.statement_key,
    project.unit_name,
    rules.place(project.page, project.table_no, project.row_no, project.project_name) as place,
    weights.weight + coalesce(project.execution_weight, 0) as left_yuan,
    coalesce(project.total_weight, 100) as right_yuan,
    0.01 as tolerance_yuan,
    weights.line_keys as left_line_keys
from store.project
inner join weights using (project_key)
where project.statement = 'self_evaluation' and project.execution_weight is not null
-- A weight that is not there proves nothing, unless the others already come to more.
and (weights.weighted = weights.rows or weights.weight + project.execution_weight > coalesce(project.total_weight, 100))

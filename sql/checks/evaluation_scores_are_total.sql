-- title: Self-evaluation: the scores come to the total score
-- title_zh: 自评表：得分合计 = 总分
-- severity: error
-- statements: self_evaluation
-- proves: rows
-- tolerance: two hundredths of a point
-- grain: row
-- measured_in: points
-- why: A total that its parts do not give, with or without the points for execution.
with scores as (
    select
        project_key,
        sum(score) as score,
        count(*) as rows,
        count(score) as scored,
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
    project.total_score as left_yuan,
    case
        when abs(project.total_score - scores.score) < abs(project.total_score - scores.score - project.execution_score)
            then scores.score
        else scores.score + project.execution_score
    end as right_yuan,
    0.02 as tolerance_yuan,
    null::varchar[] as left_line_keys,
    scores.line_keys as right_line_keys
from store.project
inner join scores using (project_key)
where
    project.statement = 'self_evaluation' and project.total_score is not null
    and project.execution_score is not null
    and (scores.scored = scores.rows or scores.score > project.total_score)

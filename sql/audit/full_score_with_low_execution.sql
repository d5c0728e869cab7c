-- title: Nearly full marks with little of the budget spent
-- title_zh: 执行率低而得分高
-- message: “{project}” spent {rate} % of its budget and gave itself {points} points.
-- message_zh: “{project}”预算执行率仅{rate}%，自评得{points}分。
-- severity: warning
-- why: A project that spent little of its money can hardly have done all of its work.
select
    document_key,
    'project' as subject,
    unit_name,
    project_name,
    round(executed_yuan / adjusted_yuan * 100, 1) as rate,
    rules.plain(total_score) as points,
    rules.plain(total_score) as stated,
    round(executed_yuan / adjusted_yuan * 100, 2) as computed
from store.project
where statement = 'self_evaluation' and adjusted_yuan > 0 and executed_yuan < adjusted_yuan * 0.6 and total_score >= 90

-- title: Full points for execution below 100 %
-- title_zh: 执行率未达100%而执行得满分
-- message: “{project}” got all {points} points for execution at a rate of {rate} %.
-- message_zh: “{project}”执行率为{rate}%，执行率得分却为满分{points}分。
-- severity: warning
-- why: The points for execution follow the rate.
select
    document_key,
    'project' as subject,
    unit_name,
    project_name,
    rules.plain(execution_weight) as points,
    rules.plain(execution_rate) as rate,
    rules.plain(execution_score) as stated,
    round(execution_weight * execution_rate / 100, 2) as computed
from store.project
where
    statement = 'self_evaluation' and execution_score = execution_weight and execution_weight > 0
    and execution_rate < 95 and execution_rate > 1

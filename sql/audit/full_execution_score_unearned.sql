-- title: Full points for execution below 100 %
-- title_zh: 执行率未达100%而执行得满分
-- severity: warning
-- why: The points for execution follow the rate.
select
    document_key,
    'project' as subject,
    unit_name,
    project_name,
    concat(
        '“',
        rules.name_of(project_name, unit_name),
        '” got all ',
        rules.plain(execution_weight),
        ' points for execution at a rate of ',
        rules.plain(execution_rate),
        ' %.'
    ) as message,
    rules.plain(execution_score) as stated,
    round(execution_weight * execution_rate / 100, 2) as computed
from store.project
where
    statement = 'self_evaluation' and execution_score = execution_weight and execution_weight > 0
    and execution_rate < 95 and execution_rate > 1

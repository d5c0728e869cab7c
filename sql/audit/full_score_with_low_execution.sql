-- title: Nearly full marks with little of the budget spent
-- title_zh: 执行率低而得分高
-- severity: warning
-- why: A project that spent little of its money can hardly have done all of its work.
select
    document_key,
    'project' as subject,
    unit_name,
    project_name,
    concat(
        '“',
        rules.name_of(project_name, unit_name),
        '” spent ',
        round(executed_yuan / adjusted_yuan * 100, 1),
        ' % of its budget and gave itself ',
        rules.plain(total_score),
        ' points.'
    ) as message,
    rules.plain(total_score) as stated,
    round(executed_yuan / adjusted_yuan * 100, 2) as computed
from store.project
where statement = 'self_evaluation' and adjusted_yuan > 0 and executed_yuan < adjusted_yuan * 0.6 and total_score >= 90

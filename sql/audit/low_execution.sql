-- title: Little of the budget was spent
-- title_zh: 预算执行率低
-- severity: info
-- why: Less than half of the money was used.
select
    document_key,
    'project' as subject,
    unit_name,
    project_name,
    concat(
        '“',
        rules.name_of(project_name, unit_name),
        '” spent ',
        rules.yuan(executed_yuan),
        ' of ',
        rules.yuan(adjusted_yuan),
        ' (',
        round(executed_yuan / adjusted_yuan * 100, 1),
        ' %).'
    ) as message,
    adjusted_yuan as stated,
    executed_yuan as computed
from store.project
where statement = 'self_evaluation' and adjusted_yuan > 0 and executed_yuan < adjusted_yuan / 2

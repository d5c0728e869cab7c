-- title: Little of the budget was spent
-- title_zh: 预算执行率低
-- message: “{project}” spent {spent:yuan} of {budget:yuan} ({rate} %).
-- message_zh: “{project}”预算{budget:yuan}，只执行{spent:yuan}（{rate}%）。
-- severity: info
-- why: Less than half of the money was used.
select
    document_key,
    'project' as subject,
    unit_name,
    project_name,
    executed_yuan as spent,
    adjusted_yuan as budget,
    round(executed_yuan / adjusted_yuan * 100, 1) as rate,
    adjusted_yuan as stated,
    executed_yuan as computed
from store.project
where statement = 'self_evaluation' and adjusted_yuan > 0 and executed_yuan < adjusted_yuan / 2

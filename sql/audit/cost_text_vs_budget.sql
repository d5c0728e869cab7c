-- title: The cost text of a project does not come to its budget
-- title_zh: 成本指标文字合计与预算金额不符
-- message: The cost text of “{project}” comes to {cost:yuan}; its budget is {budget:yuan} ({gap:yuan} {direction}).
-- message_zh: “{project}”的成本指标文字合计为{cost:yuan}，预算为{budget:yuan}，{direction_zh}{gap:yuan}。
-- severity: error
-- why: The cost indicator explains the budget; if its figures come to another sum, one of the two is wrong.
select
    document_key,
    'project' as subject,
    case when is_certain and not is_approximate then 'error' else 'warning' end as severity,
    unit_name,
    project_name,
    project_key,
    cost_yuan as cost,
    amount_yuan as budget,
    abs(amount_yuan - cost_yuan) as gap,
    case when amount_yuan < cost_yuan then 'less' else 'more' end as direction,
    case when amount_yuan < cost_yuan then '预算少' else '预算多' end as direction_zh,
    amount_yuan as stated,
    cost_yuan as computed,
    line_keys
from rules.cost_conflict

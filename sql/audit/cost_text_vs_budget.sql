-- title: The cost text of a project does not come to its budget
-- title_zh: 成本指标文字合计与预算金额不符
-- severity: error
-- why: The cost indicator explains the budget; if its figures come to another sum, one of the two is wrong.
with costs as (
    select
        project_key,
        sum(cost_yuan) as cost_yuan,
        count(*) as texts,
        bool_or(is_approximate) as is_approximate,
        bool_and(evidence in ('stated', 'parts')) as is_certain,
        list(line_key order by line_key) as line_keys
    from rules.cost_text
    group by project_key
    -- Each cost indicator of the project must say what it comes to.
    having bool_and(cost_yuan is not null)
)

select
    project.document_key,
    'project' as subject,
    case when costs.is_certain and not costs.is_approximate then 'error' else 'warning' end as severity,
    project.unit_name,
    project.project_name,
    concat(
        'The cost text of “', rules.name_of(project.project_name, project.unit_name),
        '” comes to ', rules.yuan(costs.cost_yuan), '; its budget is ',
        rules.yuan(project.amount_yuan), ' (', rules.yuan(abs(project.amount_yuan - costs.cost_yuan)),
        case when project.amount_yuan < costs.cost_yuan then ' less' else ' more' end, ').'
    ) as message,
    project.amount_yuan as stated,
    costs.cost_yuan as computed,
    costs.line_keys
from store.project
inner join costs using (project_key)
where
    project.amount_yuan is not null
    and abs(project.amount_yuan - costs.cost_yuan) > 100
    and not (costs.is_approximate and abs(project.amount_yuan - costs.cost_yuan) < project.amount_yuan / 20)
    -- A part printed in the wrong unit has a rule of its own.
    and project.project_key not in (select project_key from rules.unit_slip)

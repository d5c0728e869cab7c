-- title: The goal names a total above the budget
-- title_zh: 绩效目标中的金额超过预算
-- message: The goal of “{project}” names a total of {goal_sum:yuan}; the budget is {budget:yuan}.
-- message_zh: “{project}”的绩效目标写明总额{goal_sum:yuan}，预算为{budget:yuan}。
-- severity: warning
-- why: A goal that costs more than the budget gives.
select
    project.document_key,
    'project' as subject,
    project.unit_name,
    project.project_name,
    expression.value as goal_sum,
    project.amount_yuan as budget,
    project.amount_yuan as stated,
    expression.value as computed
from store.project
inner join store.expression using (project_key)
where
    expression.kind = 'total' and expression.evidence = 'stated' and expression.field = 'goal'
    and project.statement in ('project_declaration', 'project_targets')
    and project.amount_yuan > 0 and expression.value > project.amount_yuan * 1.005 + 100

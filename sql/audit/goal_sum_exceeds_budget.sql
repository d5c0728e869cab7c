-- title: The goal names a total above the budget
-- title_zh: 绩效目标中的金额超过预算
-- severity: warning
-- why: A goal that costs more than the budget gives.
select
    project.document_key,
    'project' as subject,
    project.unit_name,
    project.project_name,
    concat(
        'The goal of “',
        rules.name_of(project.project_name, project.unit_name),
        '” names a total of ',
        rules.yuan(expression.value),
        '; the budget is ',
        rules.yuan(project.amount_yuan),
        '.'
    ) as message,
    project.amount_yuan as stated,
    expression.value as computed
from store.project
inner join store.expression using (project_key)
where
    expression.kind = 'total' and expression.evidence = 'stated' and expression.field = 'goal'
    and project.statement in ('project_declaration', 'project_targets')
    and project.amount_yuan > 0 and expression.value > project.amount_yuan * 1.005 + 100

-- title: The budget was multiplied during the year
-- title_zh: 年中大幅追加预算
-- severity: info
-- why: A plan that was doubled was no plan; or a figure stands in the wrong column.
select
    document_key,
    'project' as subject,
    unit_name,
    project_name,
    concat(
        'The budget of “',
        rules.name_of(project_name, unit_name),
        '” went from ',
        rules.yuan(initial_yuan),
        ' to ',
        rules.yuan(adjusted_yuan),
        ' during the year.'
    ) as message,
    initial_yuan as stated,
    adjusted_yuan as computed
from store.project
where statement = 'self_evaluation' and initial_yuan > 0 and adjusted_yuan >= initial_yuan * 2

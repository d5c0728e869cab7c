-- title: The budget was multiplied during the year
-- title_zh: 年中大幅追加预算
-- message: The budget of “{project}” went from {initial:yuan} to {budget:yuan} during the year.
-- message_zh: “{project}”的预算在年中由{initial:yuan}调增至{budget:yuan}。
-- severity: info
-- why: A plan that was doubled was no plan; or a figure stands in the wrong column.
select
    document_key,
    'project' as subject,
    unit_name,
    project_name,
    initial_yuan as initial,
    adjusted_yuan as budget,
    initial_yuan as stated,
    adjusted_yuan as computed
from store.project
where statement = 'self_evaluation' and initial_yuan > 0 and adjusted_yuan >= initial_yuan * 2

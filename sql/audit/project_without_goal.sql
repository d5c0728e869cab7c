-- title: A project has no goal
-- title_zh: 项目没有绩效目标
-- message: “{project}” ({budget:yuan}) has no goal.
-- message_zh: “{project}”（{budget:yuan}）没有绩效目标。
-- severity: info
-- why: The goal column is empty.
select
    document_key,
    'project' as subject,
    unit_name,
    project_name,
    amount_yuan as budget,
    amount_yuan as stated
from store.project
where
    statement in ('project_targets', 'project_declaration') and goal is null and project_name is not null
    and amount_yuan is not null

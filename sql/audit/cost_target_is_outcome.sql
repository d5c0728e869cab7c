-- title: The cost target is what was spent, to the cent
-- title_zh: 成本目标值等于实际执行数
-- message: The cost target of “{project}” is {target:yuan}, exactly what was spent; the initial budget was {initial:yuan}.
-- message_zh: “{project}”的成本目标值为{target:yuan}，与执行数分毫不差，而年初预算为{initial:yuan}。
-- severity: warning
-- why: A target that is set after the outcome is known measures nothing.
with costs as (
    select
        project_key,
        line_key,
        target_value * case when regexp_matches(target_unit, '^万') then 10000 else 1 end as target_yuan
    from store.indicator
    where
        statement = 'self_evaluation' and (level1 = '成本' or level2 like '%成本%') and project_key is not null
        and regexp_matches(target_unit, '^万?元$')
)

select
    project.document_key,
    'project' as subject,
    project.unit_name,
    project.project_name,
    project.project_key,
    max(costs.target_yuan) as target,
    project.initial_yuan as initial,
    max(costs.target_yuan) as stated,
    project.executed_yuan as computed,
    list(costs.line_key order by costs.line_key) as line_keys
from costs
inner join store.project using (project_key)
where
    project.statement = 'self_evaluation' and costs.target_yuan = project.executed_yuan
    and project.initial_yuan <> project.executed_yuan and project.initial_yuan > 0
    -- A round sum may well have been planned.
    and project.executed_yuan % 1000 <> 0
group by
    project.document_key, project.project_key, project.unit_name, project.project_name, project.initial_yuan,
    project.executed_yuan

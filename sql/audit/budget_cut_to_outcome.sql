-- title: Execution is 100 % because the budget was cut to the outcome
-- title_zh: 预算调减至执行数，执行率100%
-- severity: warning
-- why: The initial budget was larger; the adjusted one equals what was spent, so that the rate says
--   nothing.
select
    document_key,
    'project' as subject,
    unit_name,
    project_name,
    concat(
        '“', rules.name_of(project_name, unit_name),
        '” reports 100 % execution of ', rules.yuan(adjusted_yuan), ', but its initial budget was ',
        rules.yuan(initial_yuan), ': against it ', round(executed_yuan / initial_yuan * 100, 1), ' % was spent.'
    ) as message,
    '100' as stated,
    round(executed_yuan / initial_yuan * 100, 2) as computed
from store.project
where
    statement = 'self_evaluation'
    -- A cut of less than one in a hundred is rounding off.
    and adjusted_yuan < initial_yuan * 0.99
    and adjusted_yuan = executed_yuan
    and executed_yuan > 0

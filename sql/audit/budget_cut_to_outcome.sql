-- title: Execution is 100 % because the budget was cut to the outcome
-- title_zh: 预算调减至执行数，执行率100%
-- message: “{project}” reports 100 % execution of {budget:yuan}, but its initial budget was {initial:yuan}: against
--   it {rate} % was spent.
-- message_zh: “{project}”按{budget:yuan}计算执行率为100%，而年初预算为{initial:yuan}，按年初预算只执行了{rate}%。
-- severity: warning
-- why: The initial budget was larger; the adjusted one equals what was spent, so that the rate says
--   nothing.
select
    document_key,
    'project' as subject,
    unit_name,
    project_name,
    adjusted_yuan as budget,
    initial_yuan as initial,
    round(executed_yuan / initial_yuan * 100, 1) as rate,
    '100' as stated,
    round(executed_yuan / initial_yuan * 100, 2) as computed
from store.project
where
    statement = 'self_evaluation'
    -- A cut of a few in a hundred is what remains at the end of any year.
    and adjusted_yuan < initial_yuan * 0.97
    and adjusted_yuan = executed_yuan
    and executed_yuan > 0

-- title: The goals of two projects are nearly the same
-- title_zh: 不同项目的绩效目标高度相似
-- severity: info
-- why: A goal that fits two projects describes neither.
with goals as (
    select
        document_key,
        project_key,
        unit_name,
        project_name,
        regexp_replace(goal, '[\s。，,；;、]', '', 'g') as goal
    from store.project
    where length(goal) >= 30
),

-- Compared are goals that begin alike or end alike: the cost stays linear.
blocks as (
    select
        *,
        left(goal, 6) as block
    from goals
    union all by name
    select
        *,
        right(goal, 8) as block
    from goals
),

sized as (
    select * from blocks qualify count(*) over (partition by document_key, block) between 2 and 40
),

pairs as (
    select distinct
        one.document_key,
        one.unit_name,
        one.project_name as one_name,
        other.project_name as other_name,
        one.goal as one_goal,
        other.goal as other_goal
    from sized as one
    inner join sized as other
        on one.document_key = other.document_key and one.block = other.block and one.project_key < other.project_key
)

select
    document_key,
    'project' as subject,
    unit_name,
    one_name as project_name,
    concat(
        'The goals of “', one_name, '” and “', other_name, '” are ',
        case when one_goal = other_goal then 'the same' else 'nearly the same' end, ': “', left(one_goal, 40), '…”.'
    ) as message,
    one_name as stated,
    other_name as computed
from pairs
where
    one_name is distinct from other_name
    and abs(length(one_goal) - length(other_goal)) <= greatest(length(one_goal), length(other_goal)) / 10
    and (
        one_goal = other_goal
        or levenshtein(left(one_goal, 200), left(other_goal, 200))
        <= greatest(length(left(one_goal, 200)), length(left(other_goal, 200))) / 10
    )

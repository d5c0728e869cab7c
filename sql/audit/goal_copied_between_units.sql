-- title: Two units have the same goal
-- title_zh: 不同单位的绩效目标相同
-- severity: info
-- why: Offices copy from each other: the goal was not set for this unit.
with goals as (
    select
        document_key,
        project_key,
        unit_name,
        project_name,
        regexp_replace(goal, '[\s。，,；;、]', '', 'g') as goal
    from store.project
    where length(goal) >= 40 and unit_name is not null
),

shared as (
    select
        *,
        min(unit_name) over (partition by goal) as first_unit,
        max(unit_name) over (partition by goal) as last_unit
    from goals
)

select
    document_key,
    'project' as subject,
    unit_name,
    project_name,
    concat(
        'The goal of “',
        rules.name_of(project_name, unit_name),
        '” stands word for word at another unit (',
        case when unit_name = first_unit then last_unit else first_unit end,
        '): “',
        left(goal, 40),
        '…”.'
    ) as message,
    left(goal, 200) as stated,
    case when unit_name = first_unit then last_unit else first_unit end as computed
from shared
where first_unit <> last_unit

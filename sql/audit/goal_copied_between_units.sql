-- title: Two units have the same goal
-- title_zh: 不同单位的绩效目标相同
-- message: The goal of “{project}” stands word for word at another unit ({other_unit}): “{excerpt}…”.
-- message_zh: “{project}”的绩效目标与另一单位（{other_unit}）一字不差：“{excerpt}…”。
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
    case when unit_name = first_unit then last_unit else first_unit end as other_unit,
    left(goal, 40) as excerpt,
    left(goal, 200) as stated,
    case when unit_name = first_unit then last_unit else first_unit end as computed
from shared
where first_unit <> last_unit

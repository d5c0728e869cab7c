-- title: The goals of two projects are nearly the same
-- title_zh: 不同项目的绩效目标高度相似
-- message: The goals of “{project}” and “{other_project}” are {likeness}: “{excerpt}…”.
-- message_zh: “{project}”与“{other_project}”的绩效目标{likeness_zh}：“{excerpt}…”。
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
    where length(goal) >= 30 and project_name is not null and statement <> 'overall_targets'
),

-- The distance of two texts is counted in bytes: with one byte for each character it is that of the characters, and
-- nine times as quick.
sketched as (
    select
        *,
        array_to_string(
            list_transform(
                string_split(left(goal, 200), ''), lambda letter: chr(33 + (unicode(letter) % 90)::integer)
            ),
            ''
        ) as sketch,
        left(goal, 6) as beginning,
        right(goal, 8) as ending
    from goals
),

-- Compared are goals that begin alike or end alike, unless that is a formula of the office: the cost stays linear.
sized as (
    select
        *,
        count(*) over (partition by document_key, beginning) between 2 and 40 as is_compared_by_beginning,
        count(*) over (partition by document_key, ending) between 2 and 40 as is_compared_by_ending
    from sketched
),

compared as (
    select
        one.project_key as one_key,
        other.project_key as other_key
    from sized as one
    inner join sized as other
        on
            one.document_key = other.document_key
            and one.beginning = other.beginning
            and one.project_key < other.project_key
    where one.is_compared_by_beginning and rules.are_alike(one.goal, other.goal, one.sketch, other.sketch)
    union
    select
        one.project_key as one_key,
        other.project_key as other_key
    from sized as one
    inner join sized as other
        on
            one.document_key = other.document_key
            and one.ending = other.ending
            and one.project_key < other.project_key
    where
        one.is_compared_by_ending
        and (not one.is_compared_by_beginning or one.beginning <> other.beginning)
        and rules.are_alike(one.goal, other.goal, one.sketch, other.sketch)
)

select distinct
    one.document_key,
    'project' as subject,
    one.unit_name,
    one.project_name,
    rules.name_of(other.project_name, other.unit_name) as other_project,
    case when one.goal = other.goal then 'the same' else 'nearly the same' end as likeness,
    case when one.goal = other.goal then '相同' else '几乎相同' end as likeness_zh,
    left(one.goal, 40) as excerpt,
    one.project_name as stated,
    other.project_name as computed
from compared
inner join goals as one
    on compared.one_key = one.project_key
inner join goals as other
    on compared.other_key = other.project_key
where one.project_name <> other.project_name

-- title: A project has no amount
-- title_zh: 项目没有金额
-- message: “{project}” has no amount[[ (printed: “{printed_text}”)]].
-- message_zh: “{project}”没有金额[[（原文：“{printed_text}”）]]。
-- severity: info
-- why: A target without money; or the cell was lost.
with units as (
    select
        document_key,
        unit_name
    from store.project
    where unit_name is not null
),

with_indicators as (
    select project_key
    from store.indicator
    where project_key is not null
)

select
    document_key,
    'project' as subject,
    unit_name,
    project_name,
    amount_text as printed_text,
    amount_text as stated
from store.project
where
    statement in ('project_targets', 'project_declaration') and amount_yuan is null and project_name is not null
    -- The name of a unit over its projects is a heading.
    and (document_key, project_name) not in (select (document_key, unit_name) from units)
    and (goal is not null or project_key in (select project_key from with_indicators))

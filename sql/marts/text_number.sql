-- Grain: one text that can be searched, with its number. A helper of the build: not published.
-- Texts that differ in blanks only have one number. The numbers are small, in the order of the texts: as a hash they took
-- half of the index and of the time to make it. Few texts stand in many places: each is folded once.
create table store.text_number as
with

printed as (
    select goal as text from mart.project
    union
    select goal_actual from mart.project
    union
    select project_name from mart.project
    union
    select concat_ws(' ', indicator_name, target_text, actual_text) from mart.indicator_line
    where indicator_name is not null
),

folded as (
    select
        printed.text,
        lower(regexp_replace(printed.text, '\s+', '', 'g')) as folded_text
    from printed
    where printed.text is not null
)

select
    folded.text,
    folded.folded_text,
    cast(dense_rank() over (order by folded.folded_text) as integer) as text_id
from folded
order by text_id, folded.text;

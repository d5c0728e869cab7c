-- Grain: one name of a unit, or title of a document, in which a place is named: the first place in it, by its longest
-- spelling. A helper of the build: not published.
-- A short name (无锡) counts only at the very start and where no full one is named, and not before 大学 and 学院, which carry
-- the names of other places.
create table store.place_in_text as
with

texts as (
    select unit_name as text_
    from store.unit_name_in_documents
    where unit_name is not null
    union
    select title
    from store.document
    where title is not null
),

folded as (
    select
        text_,
        translate(text_, '（）　 ', '()') as folded_text
    from texts
),

starts as (
    select
        text_,
        folded_text,
        unnest(range(1, 13)) as position
    from folded
),

parts as (
    select
        text_,
        folded_text,
        position,
        unnest(range(2, 21)) as part_length
    from starts
),

cut as (
    select
        text_,
        folded_text,
        position,
        substr(folded_text, cast(position as integer), cast(part_length as integer)) as part,
        part_length
    from parts
    where position + part_length <= length(folded_text) + 1
),

found as (
    select
        cut.text_,
        cut.position,
        cut.part_length,
        place_name.is_short,
        place_name.city,
        place_name.district,
        cut.part
    from cut
    inner join store.place_name as place_name
        on cut.part = place_name.spelling
    where
        not place_name.is_short
        or (
            cut.position = 1
            and not regexp_matches(substr(cut.folded_text, cast(cut.part_length as integer) + 1, 2), '^(大学|学院)')
        )
)

select
    text_,
    is_short,
    city,
    district,
    part as place
from found
qualify row_number() over (partition by text_ order by is_short asc, position asc, part_length desc) = 1;

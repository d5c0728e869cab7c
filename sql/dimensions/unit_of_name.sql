-- Grain: one printed pair of unit code and name, and the pair that stands for its unit. A helper of the build: not published.
-- 1. Printed names of one code that differ by at most two characters, or where one contains the other, are one unit: the
--    most frequent name stands for it, one that says its place before others. Cities number their units alike, so names
--    that say different places or numbers are other units, and a name without a place that fits several is its own.
-- 2. A name without a code is the coded unit of just that name (in brackets of either width), where there is exactly one,
--    or a department and its unit of the same name: then the unit, but the department where one document prints both,
--    because what that document prints without a code is the sum of the two.
-- 3. A code without a name is the most frequent unit of that code.
create table store.unit_of_name as
with

printed as (
    select
        *,
        regexp_extract(folded_name, '^(?:[^省市区县旗州盟镇乡]{1,8}(?:[省市区县旗州盟镇乡]|街道))+') as place,
        array_to_string(regexp_extract_all(folded_name, '[0-9一二三四五六七八九十]+'), ' ') as numbers
    from store.unit_name_in_documents
),

close_names as (
    select
        printed.unit_code,
        printed.unit_name,
        case
            when printed.place = '' and count(distinct nullif(other.place, '')) > 1 then printed.unit_name
            else arg_max(other.unit_name, (other.place <> '', other.records, other.unit_name))
        end as name
    from printed
    inner join printed as other
        on
            printed.unit_code = other.unit_code
            and printed.numbers = other.numbers
            -- A province or city may be left out, and one character of a place may be lost; a changed one is elsewhere.
            and (
                ends_with(printed.place, other.place)
                or ends_with(other.place, printed.place)
                or (
                    abs(length(printed.place) - length(other.place)) = 1
                    and levenshtein(printed.place, other.place) <= 3
                )
            )
            and (
                levenshtein(printed.folded_name, other.folded_name) <= 6
                or contains(printed.folded_name, other.folded_name)
                or contains(other.folded_name, printed.folded_name)
            )
    where printed.unit_name is not null
    group by printed.unit_code, printed.unit_name, printed.place
),

-- The most frequent similar name may itself have a more frequent one.
coded as (
    select
        close_names.unit_code,
        close_names.unit_name,
        further.name
    from close_names
    inner join close_names as nearer
        on close_names.unit_code = nearer.unit_code and close_names.name = nearer.unit_name
    inner join close_names as further
        on nearer.unit_code = further.unit_code and nearer.name = further.unit_name
),

named as (
    select
        coded.unit_code,
        coded.unit_name,
        coded.name,
        printed.folded_name
    from coded
    inner join printed
        on coded.unit_code = printed.unit_code and coded.name = printed.unit_name
),

longest_code_of_name as (
    select
        folded_name,
        arg_max(unit_code, (length(unit_code), unit_code)) as code,
        arg_min(unit_code, (length(unit_code), unit_code)) as department_code
    from named
    group by folded_name
),

-- Names under which one document prints a department and a unit of it.
printed_beside_department as (
    select distinct units.folded_name
    from named as units
    inner join store.unit_in_document as unit_documents
        on units.unit_code = unit_documents.unit_code and units.unit_name = unit_documents.unit_name
    inner join store.unit_in_document as department_documents
        on unit_documents.document_key = department_documents.document_key
    inner join named as departments
        on
            department_documents.unit_code = departments.unit_code
            and department_documents.unit_name = departments.unit_name
            and units.folded_name = departments.folded_name
    where length(departments.unit_code) < length(units.unit_code)
),

code_of_name as (
    select
        named.folded_name,
        max(case when beside.folded_name is null then longest.code else longest.department_code end) as code,
        max(named.name) filter (
            where named.unit_code
            = case when beside.folded_name is null then longest.code else longest.department_code end
        ) as name
    from named
    inner join longest_code_of_name as longest
        on named.folded_name = longest.folded_name
    left join printed_beside_department as beside
        on named.folded_name = beside.folded_name
    group by named.folded_name
    having bool_and(starts_with(longest.code, named.unit_code))
),

-- The name that stands for a unit of a code; the name of most records among those that differ in their brackets.
uncoded as (
    select
        folded_name,
        arg_max(unit_name, (records, unit_name)) as name
    from printed
    where unit_code is null
    group by folded_name
),

name_of_code as (
    select
        coded.unit_code,
        arg_max(coded.name, (printed.records, coded.name)) as name
    from coded
    inner join printed
        on coded.unit_code = printed.unit_code and coded.name = printed.unit_name
    group by coded.unit_code
)

select
    printed.unit_code as printed_code,
    printed.unit_name as printed_name,
    coalesce(printed.unit_code, code_of_name.code) as unit_code,
    coalesce(coded.name, code_of_name.name, uncoded.name, name_of_code.name) as unit_name,
    printed.records,
    printed.title
from printed
left join coded
    on printed.unit_code = coded.unit_code and printed.unit_name = coded.unit_name
left join code_of_name
    on printed.unit_code is null and printed.folded_name = code_of_name.folded_name
left join uncoded
    on printed.unit_code is null and printed.folded_name = uncoded.folded_name
left join name_of_code
    on printed.unit_name is null and printed.unit_code = name_of_code.unit_code;

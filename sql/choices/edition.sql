-- Grain: one document, one unit, year and stage in it: which edition of that budget or account it is, and whether it is
-- the current one.
-- 1. A document is an edition of another where both are of one unit, year and stage, or where a table of one is the table
--    of the other to the last figure (a copy under another name, or without a name).
-- 2. A document made for the stage goes before one that only repeats it (the budget before the final account), the one
--    with the wider tables before one with a part of the money.
--    A 部门预算 holds the 单位预算 of the office of the same name, and counts in its place.
-- 3. Then what the document says of itself: the day in its name, a word such as 更正 or 草案 in its title or name, the
--    number of its version.
-- 4. Where nothing says which is later: the one that closes, then the one with more rows, then the last by name.
-- A helper of the build: not published.
create table store.edition as
with

titled as (
    select
        publication.*,
        about.file_name,
        about.kind,
        case
            when publication.stage = 'budget' and about.kind = 'budget' then 0
            when publication.stage in ('final', 'executed') and about.kind = 'final' then 0
            else 1
        end as stage_rank,
        -- 单位预算 is the office alone, 部门预算 of the same name the office with its units.
        case
            when regexp_matches(coalesce(about.title, ''), '单位(预算|决算)') and not contains(about.title, '部门')
                then 0
            else 1
        end as department_rank,
        regexp_extract(
            about.file_name, '(20[0-9][0-9][-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12][0-9]|3[01]))([^0-9]|$)', 1
        ) as day_text,
        case
            when
                regexp_matches(
                    concat(coalesce(about.title, ''), ' ', lower(about.file_name)),
                    '(更正|修订|修正|修改|更新|重新公开|补充公开|revised|corrected|correction|final-version)'
                )
                then 1
            when
                regexp_matches(
                    concat(coalesce(about.title, ''), ' ', lower(about.file_name)),
                    '(草案|征求意见|送审|初稿|讨论稿|draft)'
                )
                then -1
            else 0
        end as word_rank,
        cast(
            coalesce(
                nullif(
                    regexp_extract(lower(about.file_name), '(?:v|版|第|\()([0-9]{1,2})(?:版|次|稿|\)|[^0-9]|$)', 1), ''
                ),
                '0'
            ) as integer
        ) as version_no
    from store.publication as publication
    inner join store.document_about as about
        on publication.document_key = about.document_key
),

dated as (
    select
        *,
        replace(replace(replace(day_text, '-', ''), '_', ''), '.', '') as day_in_name,
        -- Four rows with the same least, largest and summed amount are no chance.
        case
            when leaf_count >= 4 and leaf_yuan > 0
                then concat(statement, ' ', leaf_count, ' ', leaf_yuan, ' ', largest_leaf_yuan, ' ', least_leaf_yuan)
        end as content
    from titled
),

-- Whose budget it is: the unit's; of the same content under several names, the first of those with a unit.
named as (
    select
        *,
        min(nullif(unit_key, 0)) over (partition by fiscal_year, stage, content) as unit_of_content,
        count(*) over (partition by fiscal_year, stage, content) as same_content
    from dated
),

owned as (
    select
        *,
        case
            when content is not null and same_content > 1 then coalesce(unit_of_content, unit_key) else unit_key
        end as owner_key
    from named
),

-- Documents that do not say whose they are, are no editions of each other.
grouped as (
    select
        *,
        case when owner_key = 0 then document_key else cast(owner_key as varchar) end as edition_group
    from owned
),

ordered as (
    select
        *,
        cast(
            row_number() over (
                partition by edition_group, fiscal_year, stage
                order by
                    stage_rank desc, cover_rank desc, department_rank asc, day_in_name asc, word_rank asc,
                    version_no asc, coalesce(closes, false) asc, leaf_count asc, file_name asc, document_key asc,
                    unit_key asc
            ) as integer
        ) as edition,
        cast(count(*) over (partition by edition_group, fiscal_year, stage) as integer) as editions,
        count(distinct department_rank) over (partition by edition_group, fiscal_year, stage) as levels,
        count(distinct day_in_name) over (partition by edition_group, fiscal_year, stage) as days,
        count(distinct word_rank) over (partition by edition_group, fiscal_year, stage) as words,
        count(distinct version_no) over (partition by edition_group, fiscal_year, stage) as versions
    from grouped
)

select
    document_key,
    owner_key as unit_key,
    unit_key as printed_unit_key,
    fiscal_year,
    stage,
    scope,
    statement_key,
    statement,
    covers,
    view,
    divided_by,
    leaf_yuan,
    leaf_count,
    printed_yuan,
    closes,
    tables,
    closing_tables,
    edition,
    editions,
    edition = editions as is_current,
    case
        when editions = 1 then 'only edition'
        when edition < editions and content is not null and same_content > 1 then 'copy of another edition'
        when edition < editions and levels > 1 and department_rank = 0 then 'its department of the same name holds it'
        when edition < editions then 'another edition is later'
        when levels > 1 then 'the department, not the office of the same name alone'
        when days > 1 then 'latest by the day in its name'
        when words > 1 then 'latest by a word in its title'
        when versions > 1 then 'latest by its version number'
        else 'nothing says which is later: the one that closes, with more rows'
    end as edition_reason
from ordered;

-- Grain: one code within one span of years in which it and its ancestors keep their names; key 0 is the unknown member.
-- Source: the reference codes (those published in budgets and final accounts; an older edition for years before 2017).
-- A code that documents print and the reference does not know for that year gets a member with its most frequent
-- printed name.
create table main.dim_gov_economic as
with

reference_codes as (
    select
        code,
        name,
        cast(valid_from as integer) as valid_from,
        coalesce(cast(valid_to as integer), 9999) as valid_to,
        source
    from reference.gov_economic_codes
),

printed_codes as (
    select
        code,
        fiscal_year,
        name,
        lines
    from store.code_in_documents
    where classification = 'gov_economic'
),

uncovered as (
    select printed_codes.*
    from printed_codes
    anti join reference_codes
        on
            printed_codes.code = reference_codes.code
            and printed_codes.fiscal_year between reference_codes.valid_from and reference_codes.valid_to
),

-- The member of a printed code spans its uncovered years; a code the reference does not know at all is open-ended.
printed_members as (
    select
        uncovered.code,
        coalesce(
            arg_max(uncovered.name, (uncovered.lines, uncovered.name)) filter (where uncovered.name is not null),
            uncovered.code
        ) as name,
        case when any_value(reference_codes.code) is null then 0 else min(uncovered.fiscal_year) end as valid_from,
        case when any_value(reference_codes.code) is null then 9999 else max(uncovered.fiscal_year) end as valid_to,
        'documents' as source
    from uncovered
    left join reference_codes
        on uncovered.code = reference_codes.code
    group by uncovered.code
),

members as (
    select * from reference_codes
    union all
    select * from printed_members
),

canonical as (
    select
        code,
        arg_max(name, (case source when 'documents' then 0 else 1 end, valid_to, valid_from)) as canonical_name
    from members
    group by code
),

class_names as (
    select
        members.code,
        members.valid_from,
        members.source,
        coalesce(
            arg_max(ancestors.name, ancestors.valid_to) filter (
                where members.valid_to between ancestors.valid_from and ancestors.valid_to
            ),
            arg_max(ancestors.name, ancestors.valid_to)
        ) as name
    from members
    inner join members as ancestors
        on left(members.code, 3) = ancestors.code
    where length(members.code) >= 3
    group by members.code, members.valid_from, members.source
),

item_names as (
    select
        members.code,
        members.valid_from,
        members.source,
        coalesce(
            arg_max(ancestors.name, ancestors.valid_to) filter (
                where members.valid_to between ancestors.valid_from and ancestors.valid_to
            ),
            arg_max(ancestors.name, ancestors.valid_to)
        ) as name
    from members
    inner join members as ancestors
        on left(members.code, 5) = ancestors.code
    where length(members.code) >= 5
    group by members.code, members.valid_from, members.source
),

keyed as (
    select
        cast(
            row_number() over (order by members.code, members.valid_from, members.source) as integer
        ) as gov_economic_key,
        members.code as gov_economic_code,
        members.name as gov_economic_name,
        canonical.canonical_name,
        case length(members.code) when 3 then '类' when 5 then '款' else '其他' end as level_zh,
        case when length(members.code) >= 3 then left(members.code, 3) end as class_code,
        class_names.name as class_name,
        case when length(members.code) >= 5 then left(members.code, 5) end as item_code,
        item_names.name as item_name,
        nullif(members.valid_from, 0) as valid_from,
        nullif(members.valid_to, 9999) as valid_to,
        members.source
    from members
    inner join canonical
        on members.code = canonical.code
    left join class_names
        on
            members.code = class_names.code
            and members.valid_from = class_names.valid_from
            and members.source = class_names.source
    left join item_names
        on
            members.code = item_names.code
            and members.valid_from = item_names.valid_from
            and members.source = item_names.source
),

with_unknown as (
    select * from keyed
    union all
    select
        0,
        null,
        '未知',
        '未知',
        '未知',
        cast(null as varchar),
        cast(null as varchar),
        cast(null as varchar),
        cast(null as varchar),
        null,
        null,
        'unknown'
)

select * from with_unknown
order by gov_economic_key;

comment on table main.dim_gov_economic is 'Government economic classification 类/款 (政府预算支出经济分类维度)';
comment on column main.dim_gov_economic.gov_economic_key is 'Key; 0 is unknown (键)';
comment on column main.dim_gov_economic.gov_economic_code is 'Code as text (科目代码)';
comment on column main.dim_gov_economic.gov_economic_name is 'Name in these years (科目名称)';
comment on column main.dim_gov_economic.canonical_name is 'Name of today, one a code (规范名称)';
comment on column main.dim_gov_economic.level_zh is 'Level of the code (级次)';
comment on column main.dim_gov_economic.class_code is 'Code of its 类 (类代码)';
comment on column main.dim_gov_economic.class_name is 'Name of its 类 in these years (类名称)';
comment on column main.dim_gov_economic.item_code is 'Code of its 款 (款代码)';
comment on column main.dim_gov_economic.item_name is 'Name of its 款 in these years (款名称)';
comment on column main.dim_gov_economic.valid_from is 'First year of this name; null is open (启用年度)';
comment on column main.dim_gov_economic.valid_to is 'Last year of this name; null is open (停用年度)';
comment on column main.dim_gov_economic.source is 'published | older edition | local extension | documents (来源)';

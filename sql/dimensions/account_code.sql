-- Grain: one code of one classification within one span of years in which it and its ancestors keep their names.
-- Source: the reference codes (those published in budgets and final accounts; an older edition for years before 2017).
-- A code that documents print and the reference does not know for that year gets a member with its most frequent
-- printed name. dim_function, dim_gov_economic and dim_dept_economic are made from it.
-- Codes longer than the national ones are a city's own: they have their name with their issuer, and no other city takes it.
create table store.account_code as
with

reference_codes as (
    select
        'function' as classification,
        code,
        '' as issuer,
        name,
        valid_from,
        valid_to,
        source
    from reference.function_codes
    union all
    select
        'gov_economic' as classification,
        code,
        '' as issuer,
        name,
        valid_from,
        valid_to,
        source
    from reference.gov_economic_codes
    union all
    select
        'dept_economic' as classification,
        code,
        coalesce(issuer, '') as issuer,
        name,
        valid_from,
        valid_to,
        source
    from reference.dept_economic_codes
),

spanned as (
    select
        classification,
        code,
        issuer,
        name,
        cast(valid_from as integer) as valid_from,
        coalesce(cast(valid_to as integer), 9999) as valid_to,
        source
    from reference_codes
),

uncovered as (
    select
        printed.classification,
        printed.code,
        printed.issuer,
        printed.fiscal_year,
        printed.name,
        printed.lines
    from store.code_in_documents as printed
    anti join spanned
        on
            printed.classification = spanned.classification
            and printed.code = spanned.code
            and printed.issuer = spanned.issuer
            and printed.fiscal_year between spanned.valid_from and spanned.valid_to
),

-- The member of a printed code spans its uncovered years; a code the reference does not know at all is open-ended.
printed_members as (
    select
        uncovered.classification,
        uncovered.code,
        uncovered.issuer,
        coalesce(
            arg_max(uncovered.name, (uncovered.lines, uncovered.name)) filter (where uncovered.name is not null),
            uncovered.code
        ) as name,
        case when any_value(spanned.code) is null then 0 else min(uncovered.fiscal_year) end as valid_from,
        case when any_value(spanned.code) is null then 9999 else max(uncovered.fiscal_year) end as valid_to,
        'documents' as source
    from uncovered
    left join spanned
        on
            uncovered.classification = spanned.classification
            and uncovered.code = spanned.code
            and uncovered.issuer = spanned.issuer
    group by uncovered.classification, uncovered.code, uncovered.issuer
),

members as (
    select * from spanned
    union all
    select * from printed_members
),

canonical as (
    select
        classification,
        code,
        issuer,
        arg_max(name, (case source when 'documents' then 0 else 1 end, valid_to, valid_from)) as canonical_name
    from members
    group by classification, code, issuer
),

-- The name of each ancestor (of three, five, seven digits) and of the code itself, in these years where it had one.
ancestor_names as (
    select
        members.classification,
        members.code,
        members.issuer,
        members.valid_from,
        members.source,
        length(ancestors.code) as digits,
        coalesce(
            arg_max(ancestors.name, ancestors.valid_to) filter (
                where members.valid_to between ancestors.valid_from and ancestors.valid_to
            ),
            arg_max(ancestors.name, ancestors.valid_to)
        ) as name
    from members
    inner join members as ancestors
        on
            members.classification = ancestors.classification
            and left(members.code, length(ancestors.code)) = ancestors.code
            and (ancestors.issuer = '' or members.issuer = ancestors.issuer)
    where length(ancestors.code) in (3, 5, 7)
    group by
        members.classification, members.code, members.issuer, members.valid_from, members.source, length(ancestors.code)
),

ancestry as (
    select
        classification,
        code,
        issuer,
        valid_from,
        source,
        max(name) filter (where digits = 3) as name_of_3,
        max(name) filter (where digits = 5) as name_of_5,
        max(name) filter (where digits = 7) as name_of_7
    from ancestor_names
    group by classification, code, issuer, valid_from, source
)

select
    members.classification,
    cast(
        row_number() over (
            partition by members.classification
            order by members.code, members.issuer, members.valid_from, members.source
        ) as integer
    ) as member_key,
    members.code,
    members.name,
    canonical.canonical_name,
    case when length(members.code) >= 3 then left(members.code, 3) end as code_of_3,
    ancestry.name_of_3,
    case when length(members.code) >= 5 then left(members.code, 5) end as code_of_5,
    ancestry.name_of_5,
    case when length(members.code) >= 7 then left(members.code, 7) end as code_of_7,
    ancestry.name_of_7,
    nullif(members.valid_from, 0) as valid_from,
    nullif(members.valid_to, 9999) as valid_to,
    nullif(members.issuer, '') as issuer,
    members.source
from members
inner join canonical
    on
        members.classification = canonical.classification
        and members.code = canonical.code
        and members.issuer = canonical.issuer
left join ancestry
    on
        members.classification = ancestry.classification
        and members.code = ancestry.code
        and members.issuer = ancestry.issuer
        and members.valid_from = ancestry.valid_from
        and members.source = ancestry.source;

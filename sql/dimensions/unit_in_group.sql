-- Grain: one member of dim_unit (unit code and name), with its department and the place it takes from others. A helper of
-- the build: not published.
-- The department of a unit is, in this order: the department of three digits that its code begins with and that a document
-- prints beside it; 某某局 of 某某局（本级）; the unit that gives the document which prints it; the only department of three
-- digits of that code, if it is not of another city. A unit takes city and district from its department, else from the title
-- of its documents, where its own name has none.
create table store.unit_in_group as
with

members as (
    select
        unit_code,
        unit_name,
        concat(coalesce(unit_code, ''), '|', coalesce(unit_name, '')) as member,
        max(title) as title
    from store.unit_of_name
    group by unit_code, unit_name
),

printed as (
    select
        named.printed_code,
        named.printed_name,
        concat(coalesce(named.unit_code, ''), '|', coalesce(named.unit_name, '')) as member
    from store.unit_of_name as named
),

members_in_documents as (
    select
        printed.member,
        documents.document_key,
        sum(documents.records) as records
    from store.unit_in_document as documents
    inner join printed
        on
            documents.unit_code is not distinct from printed.printed_code
            and documents.unit_name is not distinct from printed.printed_name
    group by printed.member, documents.document_key
),

-- Only a department has targets for the whole of it.
department_statements as (
    select distinct document_key
    from store.statement
    where title like '%部门整体%'
),

issuers as (
    select
        documents.document_key,
        printed.member,
        -- 部门（单位）预算 says nothing of which of the two it is.
        coalesce(
            regexp_matches(documents.title, '部门') and not regexp_matches(documents.title, '部门.{0,1}单位'), false
        )
        or statements.document_key is not null as is_department
    from store.document as documents
    left join department_statements as statements
        on documents.document_key = statements.document_key
    inner join printed
        on
            documents.unit_code is not distinct from printed.printed_code
            and documents.unit_name is not distinct from printed.printed_name
    where coalesce(documents.unit_code, documents.unit_name) is not null
),

-- The document in which most records name a unit, and who gives it.
issuer_of_member as (
    select
        members_in_documents.member,
        arg_max(issuers.member, (members_in_documents.records, issuers.member)) as issuer
    from members_in_documents
    inner join issuers
        on members_in_documents.document_key = issuers.document_key
    where members_in_documents.member <> issuers.member
    group by members_in_documents.member
),

own_places as (
    select
        members.member,
        members.unit_code,
        members.unit_name,
        places.is_short,
        places.place,
        case when not places.is_short then places.city end as city,
        case when not places.is_short then places.district end as district,
        case when places.is_short then places.city end as short_city,
        titles.city as city_of_title,
        titles.district as district_of_title,
        titles.place as place_of_title,
        members.title
    from members
    left join store.place_in_text as places
        on members.unit_name = places.text_
    left join store.place_in_text as titles
        on members.title = titles.text_ and not titles.is_short
),

department_beside as (
    select
        units.member,
        arg_max(departments.member, (department_documents.records, departments.member)) as department
    from members as units
    inner join members_in_documents as unit_documents
        on units.member = unit_documents.member
    inner join members_in_documents as department_documents
        on unit_documents.document_key = department_documents.document_key
    inner join members as departments
        on department_documents.member = departments.member
    where
        length(units.unit_code) > 3
        and length(departments.unit_code) = 3
        and left(units.unit_code, 3) = departments.unit_code
    group by units.member
),

bare_names as (
    select
        member,
        unit_code,
        translate(unit_name, '（）　 ', '()') as folded_name
    from members
),

department_of_office as (
    select
        offices.member,
        min(departments.member) as department
    from bare_names as offices
    inner join bare_names as departments
        on
            case
                when regexp_matches(offices.folded_name, '[局委厅院会室部]本级$')
                    then left(offices.folded_name, length(offices.folded_name) - 2)
                else regexp_replace(offices.folded_name, '\((本级|机关|本部)\)$', '')
            end = departments.folded_name
    where
        offices.folded_name <> departments.folded_name
        and offices.unit_code is null
        and departments.unit_code is null
    group by offices.member
),

department_of_code as (
    select
        units.member,
        min(departments.member) as department
    from own_places as units
    inner join own_places as departments
        on left(units.unit_code, 3) = departments.unit_code
    where
        length(units.unit_code) > 3
        and (units.city is null or departments.city is null or units.city = departments.city)
        and (units.place is null or departments.place is null or starts_with(units.place, departments.place))
    group by units.member
    having count(*) = 1
),

-- Who gives a document is the department of what it prints, unless that is a department of its own, or it is one of
-- several units of one code (then their department is the one of the code).
department_by_issuer as (
    select
        issuer_of_member.member,
        issuer_of_member.issuer as department
    from issuer_of_member
    inner join members
        on issuer_of_member.member = members.member
    inner join own_places
        on issuer_of_member.member = own_places.member
    inner join members as issuer_members
        on issuer_of_member.issuer = issuer_members.member
    where
        members.unit_name is not null
        and coalesce(length(members.unit_code), 0) <> 3
        -- A unit's own document names offices inside it, and the department above it: that is called by its place.
        and (
            coalesce(length(issuer_members.unit_code), 3) = 3
            or (members.unit_code is null and (own_places.place is null or own_places.is_short))
        )
        -- Nobody is under what is a part of it: the two do not each give a document that prints the other, and 某某局 is
        -- not under 某某局（本级）.
        and issuer_of_member.issuer not in (
            select other.member
            from issuer_of_member as other
            where other.issuer = issuer_of_member.member
        )
        and issuer_of_member.issuer not in (
            select offices.member
            from department_of_office as offices
            where offices.department = issuer_of_member.member
        )
),

departments as (
    select
        members.member,
        coalesce(
            case when length(members.unit_code) = 3 then members.member end,
            department_beside.department,
            department_of_office.department,
            department_by_issuer.department,
            department_of_code.department
        ) as department
    from members
    left join department_beside
        on members.member = department_beside.member
    left join department_of_office
        on members.member = department_of_office.member
    left join department_by_issuer
        on members.member = department_by_issuer.member
    left join department_of_code
        on members.member = department_of_code.member
),

has_units as (
    select distinct department as member
    from departments
    where department <> member
),

-- Gives the budget of a department and is under none.
gives_department as (
    select distinct issuers.member
    from issuers
    inner join departments
        on issuers.member = departments.member
    where issuers.is_department and departments.department is null
)

select
    own.member,
    own.unit_code,
    own.unit_name,
    case
        when departments.department is not null then departments.department
        when has_units.member is not null or gives_department.member is not null then own.member
    end as department,
    parent.unit_name as parent_name,
    has_units.member is not null or gives_department.member is not null as is_department,
    own.is_short,
    own.place,
    own.city,
    own.district,
    own.short_city,
    own.city_of_title,
    own.district_of_title,
    own.place_of_title,
    own.title,
    parent.place as place_of_parent,
    parent.city as city_of_parent,
    parent.district as district_of_parent,
    parent.short_city as short_city_of_parent
from own_places as own
left join departments
    on own.member = departments.member
left join own_places as parent
    on departments.department = parent.member
left join has_units
    on own.member = has_units.member
left join gives_department
    on own.member = gives_department.member;

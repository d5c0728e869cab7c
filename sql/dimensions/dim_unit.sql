-- Grain: one unit (单位), department (部门) or office inside one (科室); key 0 is the unknown member.
-- City and district are those that the name of the unit gives, else its department's, else those of the titles of its
-- documents; what none of them says stays null.
create table main.dim_unit as
with

-- A place that the administrative divisions do not have is read by how it is printed: 某某市, 某某区. 城市, 市场 and 市政 are
-- words; 中心区, 社区, 地区 and the like are no district.
read_places as (
    select
        *,
        nullif(regexp_extract(
            unit_name, '^(?:[^市]{2,7}?省)?([^省市区县]{1,4}[^省城超门夜都集上]市)(?:[^场容]|$)', 1
        ), '') as city_read,
        nullif(regexp_extract(
            unit_name, '^(?:[^市]{2,7}?省)?(?:[^省市区县]{1,4}[^省城超门夜都集上]市)?([^市省区县]{1,5}(?:区|县|旗))', 1
        ), '') as district_read
    from store.unit_in_group
),

sound_places as (
    select
        *,
        case when place is null and not regexp_matches(city_read, '市政$') then city_read end as read_city,
        case
            when
                place is null
                and not regexp_matches(
                    district_read, '(社|地|片|园|小|校|库|林|景|辖|街|山|湖|牧|心|发|济|术|港|保|护|投资)区$'
                )
                then district_read
        end as read_district
    from read_places
),

placed as (
    select
        *,
        coalesce(
            city, read_city, city_of_parent, city_of_title, short_city_of_parent, short_city
        ) as city_,
        case
            when coalesce(city, district, read_city, read_district) is not null or place is not null
                then coalesce(district, read_district)
            else coalesce(district_of_parent, district_of_title)
        end as district_,
        -- What is left of the name when its place is taken away tells a township.
        regexp_replace(
            case
                when place is null then coalesce(unit_name, '')
                else substr(unit_name, cast(strpos(unit_name, place) as integer) + length(place))
            end,
            '^(人民政府|政府|委|[^省市区县]{1,6}(区|县|市))', ''
        ) as rest_of_name
    from sound_places
),

levelled as (
    select
        *,
        case
            when
                regexp_matches(
                    rest_of_name, '^[^市区县省]{1,8}(街道|镇|乡|苏木)(办事处|办|人民政府|政府|党工委|工委|委员会|党委|人大|[^村企统振建规居医卫土]|$)'
                )
                and not regexp_matches(rest_of_name, '^[^市区县省]{0,8}(城乡|城镇|村镇|乡镇|小城镇)')
                then 'township'
            when district_ is not null then 'district'
            when city_ is not null then 'city'
            when regexp_matches(coalesce(place, place_of_parent, place_of_title, ''), '(省|自治区)$') then 'province'
            when contains(unit_name, '省') then 'province'
            when
                regexp_matches(coalesce(unit_name, ''), '^(国家|国务院|中华人民共和国|中央|最高人民|全国)')
                or regexp_matches(coalesce(parent_name, ''), '^(国家|国务院|中华人民共和国|中央|最高人民|全国)')
                then 'central'
        end as level_
    from placed
),

keyed as (
    select
        cast(row_number() over (order by unit_code nulls last, unit_name nulls first) as integer) as unit_key,
        unit_code,
        unit_name,
        left(unit_code, 3) as department_code,
        case when department is not null then coalesce(parent_name, unit_name) end as department_name,
        city_ as city,
        district_ as district,
        level_ as level,
        case
            when length(unit_code) = 3 or is_department then 'department'
            when
                unit_code is null
                and department is not null
                and regexp_matches(unit_name, '(科|股|室|处|部|组|办|所|工委|残联|工会|妇联)((（|\().*(）|\)))?$')
                and (
                    (place is null and read_city is null and read_district is null)
                    or starts_with(unit_name, regexp_replace(parent_name, '(办事处|人民政府|委员会)$', ''))
                )
                then 'office'
            else 'unit'
        end as unit_kind
    from levelled
)

select
    0 as unit_key,
    cast(null as varchar) as unit_code,
    cast(null as varchar) as unit_name,
    cast(null as varchar) as department_code,
    cast(null as varchar) as department_name,
    cast(null as varchar) as city,
    cast(null as varchar) as district,
    cast(null as varchar) as level,
    'unknown' as unit_kind
union all
select * from keyed
order by unit_key;

comment on table main.dim_unit is 'Budget units and departments (预算单位维度)';
comment on column main.dim_unit.unit_key is 'Key; 0 is unknown (键)';
comment on column main.dim_unit.unit_code is 'Code as printed: 3 digits for a department, 6 for a unit in most cities (单位代码)';
comment on column main.dim_unit.unit_name is 'Most frequent printed name (单位名称)';
comment on column main.dim_unit.department_code is 'Code of the parent department (主管部门代码)';
comment on column main.dim_unit.department_name is 'Name of the parent department, a department''s own name (主管部门名称)';
comment on column main.dim_unit.city is 'City: of the name, else of the department, else of the title of its documents (市)';
comment on column main.dim_unit.district is 'District, county or city of a county''s rank, found as the city is (区县)';
comment on column main.dim_unit.level is 'central | province | city | district | township (级次)';
comment on column main.dim_unit.unit_kind is 'department | unit | office (inside a department) | unknown (单位类别)';

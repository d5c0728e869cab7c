-- Grain: one unit (单位) or department (部门); key 0 is the unknown member.
-- City, district and level are read from the unit's own name, else from the titles of its documents; what neither says
-- stays null.
create table main.dim_unit as
with

units as (
    select
        unit_code,
        unit_name,
        max(title) as title
    from store.unit_of_name
    group by unit_code, unit_name
),

parted as (
    select
        *,
        coalesce(
            nullif(regexp_extract(unit_name, '^(?:.{2,7}?省)?(.{2,6}?市)', 1), ''),
            nullif(regexp_extract(title, '^(?:.{2,7}?省)?([^0-9]{2,6}?市)', 1), '')
        ) as city,
        coalesce(
            nullif(regexp_extract(unit_name, '^(?:.{2,7}?省)?(?:.{2,6}?市)?([^市]{1,5}?(?:区|县|旗))', 1), ''),
            nullif(regexp_extract(title, '^(?:.{2,7}?省)?(?:[^0-9]{2,6}?市)?([^0-9市]{1,5}?(?:区|县|旗))', 1), '')
        ) as district
    from units
),

-- 城市管理 and the like name an office, not a city; 社区, 地区 and the like are no district.
placed as (
    select
        unit_code,
        unit_name,
        case when not regexp_matches(unit_name, '城市(副中心|管理|运行|建设|规划|更新|综合|服务)') then city end as city,
        case when not regexp_matches(district, '(社|地|片|园|小|校|库|林|景|辖|街)区$') then district end as district
    from parted
),

departments as (
    select
        unit_code,
        unit_name
    from units
    where length(unit_code) = 3
    qualify row_number() over (partition by unit_code order by unit_name) = 1
),

keyed as (
    select
        cast(
            row_number() over (order by placed.unit_code nulls last, placed.unit_name nulls first) as integer
        ) as unit_key,
        placed.unit_code,
        placed.unit_name,
        left(placed.unit_code, 3) as department_code,
        departments.unit_name as department_name,
        placed.city,
        placed.district,
        case
            when regexp_matches(placed.unit_name, '(街道|镇|乡)') then 'township'
            when placed.district is not null then 'district'
            when placed.city is not null then 'city'
            when contains(placed.unit_name, '省') then 'province'
        end as level,
        case length(placed.unit_code) when 3 then 'department' else 'unit' end as unit_kind
    from placed
    left join departments
        on left(placed.unit_code, 3) = departments.unit_code
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
comment on column main.dim_unit.department_name is 'Name of the parent department, where documents print it (主管部门名称)';
comment on column main.dim_unit.city is 'City (市)';
comment on column main.dim_unit.district is 'District or county (区县)';
comment on column main.dim_unit.level is 'province | city | district | township (级次)';
comment on column main.dim_unit.unit_kind is 'department | unit | unknown (单位类别)';

-- Grain: one project (项目) of one unit, as its code and name are printed; key 0 is the unknown member.
-- A code keeps one canonical name: the most frequent one.
create table main.dim_project as
with

printed as (
    select
        unit_code,
        unit_name,
        project_code,
        project_name
    from store.project
    union all
    select
        unit_code,
        unit_name,
        project_code,
        project_name
    from store.spending
    union all
    select
        unit_code,
        unit_name,
        project_code,
        project_name
    from store.indicator
),

counted as (
    select
        coalesce(units.unit_key, 0) as unit_key,
        printed.project_code,
        printed.project_name,
        count(*) as records
    from printed
    left join store.unit_member as units
        on
            printed.unit_code is not distinct from units.printed_code
            and printed.unit_name is not distinct from units.printed_name
    where coalesce(printed.project_code, printed.project_name) is not null
    group by all
),

canonical as (
    select
        project_code,
        arg_max(project_name, (records, project_name)) as canonical_name
    from counted
    where project_code is not null and project_name is not null
    group by project_code
)

select
    0 as project_key,
    0 as unit_key,
    cast(null as varchar) as project_code,
    cast(null as varchar) as project_name,
    cast(null as varchar) as canonical_name
union all
select
    cast(
        row_number() over (
            order by counted.unit_key, counted.project_code nulls last, counted.project_name nulls first
        ) as integer
    ) as project_key,
    counted.unit_key,
    counted.project_code,
    counted.project_name,
    coalesce(canonical.canonical_name, counted.project_name) as canonical_name
from counted
left join canonical
    on counted.project_code = canonical.project_code
order by project_key;

comment on table main.dim_project is 'Projects (项目维度)';
comment on column main.dim_project.project_key is 'Key; 0 is unknown (键)';
comment on column main.dim_project.unit_key is 'Unit of the project, key into dim_unit (单位键)';
comment on column main.dim_project.project_code is 'Project code, blanks removed (项目代码)';
comment on column main.dim_project.project_name is 'Project name as printed, blanks removed (项目名称)';
comment on column main.dim_project.canonical_name is 'One name a code: the most frequent (规范名称)';

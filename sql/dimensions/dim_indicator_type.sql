-- Grain: one pair of conformed levels of indicators, the vocabularies of all years conformed to one; key 0 is unknown.
create table main.dim_indicator_type as
with

known as (
    select
        level1,
        level2,
        name_en,
        cast(position as integer) as position
    from reference.indicator_types
),

seen as (
    select distinct
        level1,
        level2
    from store.indicator
    where coalesce(level1, level2) is not null
),

listed as (
    select * from known
    union all
    select
        seen.level1,
        seen.level2,
        cast(null as varchar) as name_en,
        1000 as position
    from seen
    anti join known
        on seen.level1 is not distinct from known.level1 and seen.level2 is not distinct from known.level2
)

select
    0 as indicator_type_key,
    cast(null as varchar) as level1,
    cast(null as varchar) as level2,
    'unknown' as name_en
union all
select
    cast(row_number() over (order by position, level1 nulls last, level2 nulls last) as integer) as indicator_type_key,
    level1,
    level2,
    name_en
from listed
order by indicator_type_key;

comment on table main.dim_indicator_type is 'Levels of indicators, one vocabulary for all years (绩效指标类型维度)';
comment on column main.dim_indicator_type.indicator_type_key is 'Key; 0 is unknown (键)';
comment on column main.dim_indicator_type.level1 is '产出 | 效益 | 满意度 | 成本 | 预算执行 (一级指标)';
comment on column main.dim_indicator_type.level2 is 'Second level, conformed (二级指标)';
comment on column main.dim_indicator_type.name_en is 'English name (英文名称)';

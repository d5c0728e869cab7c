-- Grain: one measure: what an amount column of a statement counts.
create table main.dim_measure as
with

known as (
    select
        measure,
        name_zh,
        name_en,
        cast(is_additive as boolean) as is_additive,
        part_of
    from reference.measures
),

seen as (
    select measure from store.spending
    union
    select measure from store.revenue
)

select * from known
union all
select
    measure,
    measure as name_zh,
    replace(measure, '_', ' ') as name_en,
    false as is_additive,
    cast(null as varchar) as part_of
from seen
where measure is not null and measure not in (select known.measure from known)
union all
select
    'unknown' as measure,
    '未知' as name_zh,
    'unknown' as name_en,
    false as is_additive,
    cast(null as varchar) as part_of
order by measure;

comment on table main.dim_measure is 'Measures: what an amount column counts (指标口径维度)';
comment on column main.dim_measure.measure is 'Name of the measure (口径)';
comment on column main.dim_measure.name_zh is 'Heading as usually printed (中文名称)';
comment on column main.dim_measure.name_en is 'English name (英文名称)';
comment on column main.dim_measure.is_additive is 'False for an "of which" column, which must not be added to its siblings (可否相加)';
comment on column main.dim_measure.part_of is 'The measure it is a part of (上级口径)';

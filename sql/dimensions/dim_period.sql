-- Grain: one fiscal year, from the first to the last that occurs; 0 is the unknown member.
create table main.dim_period as
with

years as (
    select fiscal_year from store.spending
    union
    select fiscal_year from store.revenue
    union
    select fiscal_year from store.indicator
    union
    select fiscal_year from store.project
    union
    select fiscal_year from store.prose
    union
    select fiscal_year from store.document
),

spanned as (
    select unnest(range(min(fiscal_year), max(fiscal_year) + 1)) as fiscal_year
    from years
    where fiscal_year is not null
)

select
    0 as fiscal_year,
    cast(null as date) as starts_on,
    cast(null as date) as ends_on,
    '未知' as name
union all
select
    cast(fiscal_year as integer) as fiscal_year,
    make_date(cast(fiscal_year as integer), 1, 1) as starts_on,
    make_date(cast(fiscal_year as integer), 12, 31) as ends_on,
    fiscal_year || '年' as name
from spanned
order by fiscal_year;

comment on table main.dim_period is 'Fiscal years (年度维度)';
comment on column main.dim_period.fiscal_year is 'Fiscal year, the calendar year in China; 0 is unknown (年度)';
comment on column main.dim_period.starts_on is 'First day (起始日)';
comment on column main.dim_period.ends_on is 'Last day (截止日)';
comment on column main.dim_period.name is 'Name as printed in titles (名称)';

-- Grain: one printed name of a source of money (without blanks); key 0 is the unknown member.
create table main.dim_fund_source as
with

seen as (
    select fund_source from store.spending
    union
    select fund_source from store.revenue
),

keyed as (
    select
        cast(row_number() over (order by fund_source) as integer) as fund_source_key,
        fund_source,
        fund_kind_of(fund_source) as fund_kind
    from seen
    where fund_source is not null
)

select
    0 as fund_source_key,
    cast(null as varchar) as fund_source,
    'unknown' as fund_kind
union all
select * from keyed
order by fund_source_key;

comment on table main.dim_fund_source is 'Sources of money as printed (资金来源维度)';
comment on column main.dim_fund_source.fund_source_key is 'Key; 0 is unknown (键)';
comment on column main.dim_fund_source.fund_source is 'Printed name without blanks (资金来源)';
comment on column main.dim_fund_source.fund_kind is 'Kind of money, one vocabulary for all issuers (资金性质)';

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
        -- The kind of money, by the words that all issuers use.
        case
            when fund_source like '%上年结转%' or fund_source like '%结余%' then 'carryover'
            when fund_source like '%国有资本%' then 'state_capital'
            when fund_source like '%政府性基金%' then 'gov_fund'
            when fund_source like '%一般公共预算%' then 'general_public'
            when regexp_matches(fund_source, '(财政拨款|预算拨款|经费拨款|财政补助)[^/]*/小计$') then 'fiscal'
            when regexp_matches(fund_source, '(合计|总计|小计|本年收入)$') then 'total'
            when fund_source like '%专户%' then 'special_account'
            when fund_source like '%事业单位经营%' or fund_source like '%经营收入%' then 'operating_income'
            when fund_source like '%上级补助%' then 'superior_subsidy_income'
            when fund_source like '%附属单位上缴%' then 'subordinate_remittance_income'
            when fund_source like '%事业收入%' then 'business_income'
            when fund_source like '%其他收入%' then 'other_income'
            when fund_source like '%单位资金%' then 'unit_funds'
            when regexp_matches(fund_source, '(财政拨款|预算拨款|经费拨款|财政补助|财政补贴|预算内|本级财力)') then 'fiscal'
            when regexp_matches(fund_source, '(其他资金|捐赠收入|利息收入|投资收益|租金收入)') then 'other_income'
            else 'other'
        end as fund_kind
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

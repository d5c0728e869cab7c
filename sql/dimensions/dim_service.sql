-- Grain: one entry of the government service purchase catalogue (政府购买服务指导性目录) as printed; key 0 is unknown.
create table main.dim_service as
with

seen as (
    select distinct
        service_level1,
        service_level2,
        service_level3,
        service_field
    from store.spending
    where coalesce(service_level1, service_level2, service_level3, service_field) is not null
)

select
    0 as service_key,
    cast(null as varchar) as service_level1,
    cast(null as varchar) as service_level2,
    cast(null as varchar) as service_level3,
    cast(null as varchar) as service_field
union all
select
    cast(
        row_number() over (
            order by
                service_level1 nulls first, service_level2 nulls first, service_level3 nulls first,
                service_field nulls first
        ) as integer
    ) as service_key,
    service_level1,
    service_level2,
    service_level3,
    service_field
from seen
order by service_key;

comment on table main.dim_service is 'Catalogue of services that government may buy, three levels (政府购买服务指导性目录维度)';
comment on column main.dim_service.service_key is 'Key; 0 is unknown (键)';
comment on column main.dim_service.service_level1 is 'First level (一级目录)';
comment on column main.dim_service.service_level2 is 'Second level (二级目录)';
comment on column main.dim_service.service_level3 is 'Third level (三级目录)';
comment on column main.dim_service.service_field is 'Field of the service (服务领域)';

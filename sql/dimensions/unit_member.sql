-- Grain: one printed pair of unit code and name: which member of dim_unit it is. A helper of the build: not published.
create table store.unit_member as
select
    named.printed_code,
    named.printed_name,
    units.unit_key
from store.unit_of_name as named
inner join main.dim_unit as units
    on
        named.unit_code is not distinct from units.unit_code
        and named.unit_name is not distinct from units.unit_name
where units.unit_key <> 0;

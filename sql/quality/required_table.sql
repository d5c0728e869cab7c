-- Grain: one table that a document of its kind must print, by the rules of disclosure. Source: sql/reference/required_tables.csv.
create table quality.required_table as
select
    kind,
    cast(position as integer) as position,
    string_split(statements, '|') as statements,
    name_en,
    name_zh
from reference.required_tables;

comment on table quality.required_table is 'Tables that a publication must print (应公开的报表)';
comment on column quality.required_table.kind is 'budget | final: kind of document (文件类型)';
comment on column quality.required_table.position is 'Order (次序)';
comment on column quality.required_table.statements is 'Statements, one of which must be there (报表类型)';
comment on column quality.required_table.name_en is 'What it is called in English (英文名称)';
comment on column quality.required_table.name_zh is 'What it is called (名称)';

-- Grain: one kind of statement of the contract, and any other kind that documents hold.
create table main.dim_statement as
with

known as (
    select * from reference.statements
),

seen as (
    select statement from store.statement
    union
    select statement from store.spending
    union
    select statement from store.revenue
    union
    select statement from store.indicator
    union
    select statement from store.project
)

select
    statement,
    family,
    name_zh,
    name_en
from known
union all
select
    statement,
    'other' as family,
    statement as name_zh,
    statement as name_en
from seen
where statement is not null and statement not in (select known.statement from known)
union all
select
    'unknown' as statement,
    'other' as family,
    '未知' as name_zh,
    'unknown' as name_en
order by statement;

comment on table main.dim_statement is 'Kinds of statements: known by title and headings, never by their printed number (报表维度)';
comment on column main.dim_statement.statement is 'Kind of the statement (报表类型)';
comment on column main.dim_statement.family is 'spending | revenue | indicators | other (报表类别)';
comment on column main.dim_statement.name_zh is 'Usual title (中文名称)';
comment on column main.dim_statement.name_en is 'English name (英文名称)';

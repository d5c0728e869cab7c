-- Grain: one table of the extract store, as it was when this warehouse was built: what the facts must be complete against.
create table quality.stored as
select
    'document' as table_name,
    count(*) as row_count
from store.document
union all
select
    'statement' as table_name,
    count(*) as row_count
from store.statement
union all
select
    'spending' as table_name,
    count(*) as row_count
from store.spending
union all
select
    'revenue' as table_name,
    count(*) as row_count
from store.revenue
union all
select
    'project' as table_name,
    count(*) as row_count
from store.project
union all
select
    'indicator' as table_name,
    count(*) as row_count
from store.indicator
union all
select
    'prose' as table_name,
    count(*) as row_count
from store.prose;

comment on table quality.stored is 'How much the extract store held at this build (存储行数)';
comment on column quality.stored.table_name is 'Table of the store (表)';
comment on column quality.stored.row_count is 'Rows that count (行数)';

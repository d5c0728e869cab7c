-- What rules read, over the published tables: a rule that is copied into a query gives there what it gave in the build.
create view store.document as
select * from main.dim_document;

create view store.statement as
select * from mart.statement;

create view store.spending as
select * from mart.spending_line;

create view store.revenue as
select * from mart.revenue_line;

create view store.indicator as
select
    *,
    form_key as project_key
from mart.indicator_line;

create view store.project as
select
    *,
    form_key as project_key
from mart.project;

create view store.expression as
select * from quality.expression;

create view store.prose as
select * from main.fact_prose;

create view store.prose_tie as
select
    prose.figure_key,
    prose.line_key,
    coalesce(spending.amount_yuan, revenue.amount_yuan) as line_yuan,
    prose.document_key = coalesce(spending.document_key, revenue.document_key) as is_own,
    prose.agrees
from main.fact_prose as prose
left join main.fact_spending as spending
    on prose.line_key = spending.line_key
left join main.fact_revenue as revenue
    on prose.line_key = revenue.line_key
where prose.line_key is not null;

create view store.notice as
select * from quality.notice;

create view reference.function_codes as
select
    function_code as code,
    function_name as name,
    cast(valid_from as varchar) as valid_from,
    cast(valid_to as varchar) as valid_to
from main.dim_function
where function_key <> 0;

comment on view store.document is 'Documents as rules read them: main.dim_document';
comment on view store.statement is 'Tables and forms as rules read them: mart.statement';
comment on view store.spending is 'Lines of expenditure as rules read them: mart.spending_line';
comment on view store.revenue is 'Lines of revenue as rules read them: mart.revenue_line';
comment on view store.indicator is 'Indicators as rules read them: mart.indicator_line with the key of its project';
comment on view store.project is 'Projects as rules read them: mart.project';
comment on view store.expression is 'Figures named by texts as rules read them: quality.expression';
comment on view store.prose is 'Figures of sentences as rules read them: main.fact_prose';
comment on view store.prose_tie is 'The table line that prints the same as a sentence, as rules read it: main.fact_prose with its line';
comment on view store.notice is 'Notices of the loaders as rules read them: quality.notice';
comment on view reference.function_codes is 'Functional codes as rules read them: main.dim_function';

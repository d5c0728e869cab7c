-- Grain: one goal, goal outcome or indicator text of a project or department, as it is searched. Source: fact_project and
-- fact_indicator through their marts. Equal texts of different places share a text_id, so that an index holds them once.
create table mart.search_text as
with

projects as (
    select * from mart.project
),

indicators as (
    select * from mart.indicator_line
),

texts as (
    select
        'goal' as kind,
        goal as text,
        document_key,
        file_name,
        fiscal_year,
        unit_name,
        project_name,
        page,
        cast(null as varchar) as line_key
    from projects
    where goal is not null
    union all
    select
        'outcome',
        goal_actual as text,
        document_key,
        file_name,
        fiscal_year,
        unit_name,
        project_name,
        page,
        null
    from projects
    where goal_actual is not null
    union all
    select
        'project',
        project_name as text,
        document_key,
        file_name,
        fiscal_year,
        unit_name,
        project_name,
        page,
        null
    from projects
    where project_name is not null
    union all
    select
        'indicator',
        concat_ws(' ', indicator_name, target_text, actual_text),
        document_key,
        file_name,
        fiscal_year,
        unit_name,
        project_name,
        page,
        line_key
    from indicators
    where indicator_name is not null
)

select
    numbers.text_id,
    texts.*
from texts
inner join store.text_number as numbers
    on texts.text = numbers.text;

comment on table mart.search_text is 'Texts that can be searched, with their places (可检索文本)';
comment on column mart.search_text.text_id is 'The same for equal texts, blanks apart; key into mart.search_token (文本编号)';
comment on column mart.search_text.kind is 'goal | outcome | project | indicator (文本类别)';
comment on column mart.search_text.text is 'The text (文本)';
comment on column mart.search_text.document_key is 'Document, key into dim_document (文件)';
comment on column mart.search_text.file_name is 'Name of the file (文件名)';
comment on column mart.search_text.fiscal_year is 'Fiscal year (年度)';
comment on column mart.search_text.unit_name is 'Name of the unit (单位名称)';
comment on column mart.search_text.project_name is 'Project name (项目名称)';
comment on column mart.search_text.page is 'Page (页)';
comment on column mart.search_text.line_key is 'Indicator line, where the text is of one (明细编号)';

-- Grain: one statement instance: a long document holds the same table once a unit. Source: the statements of the loaders.
create table mart.statement as
select
    statements.statement_key,
    statements.document_key,
    documents.file_name,
    statements.statement_no,
    statements.statement,
    statements.title,
    statements.page,
    statements.table_no,
    units.unit_code,
    units.unit_name,
    statements.fiscal_year,
    statements.stage,
    statements.money_unit,
    statements.money_unit_evidence,
    statements.decimals,
    statements.covers,
    statements.view
from store.statement as statements
inner join main.dim_document as documents
    on statements.document_key = documents.document_key
left join store.unit_member as members
    on
        statements.unit_code is not distinct from members.printed_code
        and statements.unit_name is not distinct from members.printed_name
left join main.dim_unit as units
    on coalesce(members.unit_key, 0) = units.unit_key
order by documents.file_name, statements.document_key, statements.statement_no, statements.statement_key;

comment on table mart.statement is 'Statements that were recognised, one row an instance (报表)';
comment on column mart.statement.statement_key is 'Key of the instance (报表实例)';
comment on column mart.statement.document_key is 'Document, key into dim_document (文件)';
comment on column mart.statement.file_name is 'Name of the file (文件名)';
comment on column mart.statement.statement_no is 'Order in the document (序号)';
comment on column mart.statement.statement is 'Kind of statement, see dim_statement (报表类型)';
comment on column mart.statement.title is 'Title as printed (标题)';
comment on column mart.statement.page is 'Page (页)';
comment on column mart.statement.table_no is 'Table of the document (表序号)';
comment on column mart.statement.unit_code is 'Code of the unit (单位代码)';
comment on column mart.statement.unit_name is 'Name of the unit (单位名称)';
comment on column mart.statement.fiscal_year is 'Fiscal year (年度)';
comment on column mart.statement.stage is 'budget | initial_budget | adjusted_budget | executed | final (阶段)';
comment on column mart.statement.money_unit is 'Printed money unit: 元 | 万元 | 亿元 (金额单位)';
comment on column mart.statement.money_unit_evidence is 'Where the money unit was read (金额单位依据)';
comment on column mart.statement.decimals is 'Decimals that the table prints (小数位数)';
comment on column mart.statement.covers is 'Whose money the table holds: all | appropriation | general_public | gov_fund | state_capital | other (涵盖资金)';
comment on column mart.statement.view is 'What the rows of the table are: function | dept_economic | gov_economic | unit | project | item | source (行的口径)';

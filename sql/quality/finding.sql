-- Grain: one finding of one audit rule of sql/audit, or of an articulation rule of sql/checks that does not hold. Filled by warehouse.rules; mart.finding adds those of the loaders.
create table quality.finding (
    finding_key varchar not null,
    rule_code varchar not null,
    severity varchar not null,
    subject varchar not null,
    document_key varchar,
    unit_name varchar,
    project_name varchar,
    project_key varchar,
    message varchar not null,
    message_zh varchar,
    amount_yuan decimal(20, 2),
    page integer,
    table_no integer,
    row_no integer,
    stated varchar,
    computed varchar,
    line_key varchar,
    line_keys varchar[]
);

comment on table quality.finding is 'What the audit rules found (审计发现)';
comment on column quality.finding.finding_key is 'Stable key of the finding (发现编号)';
comment on column quality.finding.rule_code is 'Code of the rule, the name of its file in sql/audit (规则代码)';
comment on column quality.finding.severity is 'error | warning | info (严重程度)';
comment on column quality.finding.subject is 'document | unit | project | line (对象)';
comment on column quality.finding.document_key is 'Document it was found in (文件)';
comment on column quality.finding.unit_name is 'Unit it is about (单位)';
comment on column quality.finding.project_name is 'Project it is about (项目名称)';
comment on column quality.finding.message is 'The finding as one sentence (说明)';
comment on column quality.finding.project_key is 'Project, key into fact_project (项目编号)';
comment on column quality.finding.message_zh is 'The finding as one sentence, in Chinese (中文说明)';
comment on column quality.finding.amount_yuan is 'Money concerned: the difference, else the amount of the project or of the line (涉及金额, 元)';
comment on column quality.finding.page is 'Page (页)';
comment on column quality.finding.table_no is 'Table of the document (表序号)';
comment on column quality.finding.row_no is 'Row of the table, or line of a text file (行)';
comment on column quality.finding.stated is 'What the document states (原文所述)';
comment on column quality.finding.computed is 'What its figures give (计算结果)';
comment on column quality.finding.line_key is 'The line that shows it best (明细编号)';
comment on column quality.finding.line_keys is 'All lines of the calculation (相关明细)';

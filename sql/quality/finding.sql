-- grain: one thing that an auditor would note, in one document
-- sources: the queries of sql/audit and the articulation rules that do not hold, run by warehouse.rules after the marts
--   are made; notices of the extraction are added by mart.finding
-- caveats: a finding is a question to the published document, not a judgement of it
create table quality.finding (
    finding_key varchar not null,
    rule_code varchar not null,
    severity varchar not null,
    subject varchar not null,
    document_key varchar not null,
    unit_name varchar,
    project_name varchar,
    message varchar not null,
    stated varchar,
    computed varchar,
    line_key varchar,
    line_keys varchar[],
);

comment on table quality.finding is 'What the audit rules found';
comment on column quality.finding.finding_key is 'Key of the finding: the same content always gives the same key';
comment on column quality.finding.rule_code is 'The audit rule (file in sql/audit) or articulation rule (file in sql/checks)';
comment on column quality.finding.severity is 'error, warning or info';
comment on column quality.finding.subject is 'document, unit, project or line';
comment on column quality.finding.document_key is 'The document';
comment on column quality.finding.unit_name is 'The unit (单位)';
comment on column quality.finding.project_name is 'The project (项目)';
comment on column quality.finding.message is 'The finding in one sentence';
comment on column quality.finding.stated is 'What the document says';
comment on column quality.finding.computed is 'What follows from its other figures';
comment on column quality.finding.line_key is 'The first of the lines it rests on, to trace it to its cell';
comment on column quality.finding.line_keys is 'All lines it rests on';

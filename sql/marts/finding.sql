-- Grain: one finding: those of the loaders (lost rows, missing sections) and those of the audit rules of sql/audit.
create view mart.finding as
with

of_loaders as (
    select * from quality.notice
),

of_rules as (
    select * from quality.finding
),

findings as (
    select
        finding_key,
        rule_code,
        severity,
        subject,
        document_key,
        project_name,
        message,
        stated,
        computed,
        line_key,
        page,
        row_no,
        cast(null as varchar[]) as line_keys,
        cast(null as varchar) as unit_name
    from of_loaders
    union all
    select
        finding_key,
        rule_code,
        severity,
        subject,
        document_key,
        project_name,
        message,
        stated,
        computed,
        line_key,
        cast(null as integer) as page,
        cast(null as integer) as row_no,
        line_keys,
        unit_name
    from of_rules
)

select
    findings.finding_key,
    findings.rule_code,
    findings.severity,
    findings.subject,
    documents.file_name,
    findings.project_name,
    findings.message,
    findings.stated,
    findings.computed,
    findings.line_key,
    findings.document_key,
    findings.page,
    findings.row_no,
    findings.line_keys,
    coalesce(findings.unit_name, documents.unit_name) as unit_name
from findings
left join main.dim_document as documents
    on findings.document_key = documents.document_key;

comment on view mart.finding is 'What was found: lost rows, sums that do not close, statements that mean nothing (发现)';
comment on column mart.finding.finding_key is 'Stable key of the finding (发现编号)';
comment on column mart.finding.rule_code is 'Code of the rule (规则代码)';
comment on column mart.finding.severity is 'error | warning | info (严重程度)';
comment on column mart.finding.subject is 'document | unit | project | line (对象)';
comment on column mart.finding.file_name is 'Name of the file (文件名)';
comment on column mart.finding.project_name is 'Project name (项目名称)';
comment on column mart.finding.message is 'The finding as one sentence (说明)';
comment on column mart.finding.stated is 'What the document states (原文所述)';
comment on column mart.finding.computed is 'What its figures give (计算结果)';
comment on column mart.finding.line_key is 'The line that shows it best (明细编号)';
comment on column mart.finding.document_key is 'Document, key into dim_document (文件)';
comment on column mart.finding.page is 'Page (页)';
comment on column mart.finding.row_no is 'Row of the table, or line of a text file (行)';
comment on column mart.finding.line_keys is 'All lines of the calculation (相关明细)';
comment on column mart.finding.unit_name is 'Unit it is about (单位)';

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
        message_zh,
        amount_yuan,
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
        message_zh,
        amount_yuan,
        stated,
        computed,
        line_key,
        page,
        row_no,
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
    coalesce(findings.unit_name, documents.unit_name) as unit_name,
    findings.message_zh,
    findings.amount_yuan,
    verdicts.fault,
    verdicts.reasons,
    verdicts.reasons_zh
from findings
left join main.dim_document as documents
    on findings.document_key = documents.document_key
left join quality.verdict as verdicts
    on findings.finding_key = verdicts.finding_key;

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
comment on column mart.finding.message_zh is 'The finding as one sentence, in Chinese (中文说明)';
comment on column mart.finding.amount_yuan is 'Money concerned: the difference, else the amount of the project or of the line (涉及金额, 元)';
comment on column mart.finding.fault is 'reading | publication | undecided: whose fault it is, see quality.verdict (责任)';
comment on column mart.finding.reasons is 'Why it is whose fault, in words (理由)';
comment on column mart.finding.reasons_zh is 'Why it is whose fault, in Chinese (中文理由)';

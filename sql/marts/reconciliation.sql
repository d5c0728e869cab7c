-- Grain: one application of one articulation rule. Source: quality.reconciliation, filled by the rules of sql/checks.
create view mart.reconciliation as
select
    rules.rule_code,
    rules.rule,
    rules.document_key,
    documents.file_name,
    rules.left_yuan,
    rules.right_yuan,
    rules.difference_yuan,
    rules.holds,
    rules.severity,
    rules.* exclude (rule_code, rule, document_key, left_yuan, right_yuan, difference_yuan, holds, severity)
from quality.reconciliation as rules
left join main.dim_document as documents
    on rules.document_key = documents.document_key;

comment on view mart.reconciliation is 'Every articulation rule applied to every document (勾稽关系核对)';
comment on column mart.reconciliation.rule_code is 'Code of the rule (规则代码)';
comment on column mart.reconciliation.rule is 'What must hold, in words (规则)';
comment on column mart.reconciliation.document_key is 'Document, key into dim_document (文件)';
comment on column mart.reconciliation.file_name is 'Name of the file (文件名)';
comment on column mart.reconciliation.left_yuan is 'Left side in yuan (左值, 元)';
comment on column mart.reconciliation.right_yuan is 'Right side in yuan (右值, 元)';
comment on column mart.reconciliation.difference_yuan is 'Left less right in yuan (差额, 元)';
comment on column mart.reconciliation.holds is 'Whether it closes; null where the rule does not apply (是否相符)';
comment on column mart.reconciliation.severity is 'error | warning | info (严重程度)';

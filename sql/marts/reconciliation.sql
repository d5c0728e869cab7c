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
    rules.statement_key,
    rules.unit_name,
    rules.place,
    rules.relation,
    rules.tolerance_yuan,
    rules.measured_in,
    rules.applications,
    rules.not_applicable_reason,
    rules.left_line_keys,
    rules.right_line_keys
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
comment on column mart.reconciliation.statement_key is 'Instance of the statement (报表实例)';
comment on column mart.reconciliation.unit_name is 'Unit the sums belong to (单位)';
comment on column mart.reconciliation.place is 'Where in the document, in words (位置)';
comment on column mart.reconciliation.relation is 'How left and right must relate: = or <= (关系)';
comment on column mart.reconciliation.tolerance_yuan is 'Difference allowed by the printed precision, in yuan (允许误差, 元)';
comment on column mart.reconciliation.measured_in is 'yuan | points | percent | count: what both sides are measured in (计量单位)';
comment on column mart.reconciliation.applications is 'How many applications this line stands for (核对次数)';
comment on column mart.reconciliation.not_applicable_reason is 'Why the rule does not apply (不适用原因)';
comment on column mart.reconciliation.left_line_keys is 'Lines of the left side, where the rule does not hold (左侧明细)';
comment on column mart.reconciliation.right_line_keys is 'Lines of the right side, where the rule does not hold (右侧明细)';

-- Grain: one application of one articulation rule (勾稽关系) of sql/checks to one statement, unit or document.
-- A rule that looks at every row of a table gives one line for the rows that hold and one for each row that does not; a
-- rule that cannot be applied to a document gives one line that says why.
-- Filled by warehouse.rules after the marts are built; mart.reconciliation shows it.
create table quality.reconciliation (
    rule_code varchar not null,
    rule varchar not null,
    document_key varchar,
    statement_key varchar,
    unit_name varchar,
    place varchar,
    relation varchar not null,
    left_yuan decimal(20, 2),
    right_yuan decimal(20, 2),
    difference_yuan decimal(20, 2),
    tolerance_yuan decimal(20, 2),
    measured_in varchar not null,
    holds boolean,
    severity varchar not null,
    applications integer not null,
    not_applicable_reason varchar,
    left_line_keys varchar[],
    right_line_keys varchar[]
);

comment on table quality.reconciliation is 'Every articulation rule applied to every document (勾稽关系核对)';
comment on column quality.reconciliation.rule_code is 'Code of the rule, the name of its file in sql/checks (规则代码)';
comment on column quality.reconciliation.rule is 'What must hold, in words (规则)';
comment on column quality.reconciliation.document_key is 'Document the rule was applied to (文件)';
comment on column quality.reconciliation.statement_key is 'Instance of the statement (报表实例)';
comment on column quality.reconciliation.unit_name is 'Unit the sums belong to (单位)';
comment on column quality.reconciliation.place is 'Where in the document, in words (位置)';
comment on column quality.reconciliation.relation is 'How left and right must relate: = or <= (关系)';
comment on column quality.reconciliation.left_yuan is 'Left side in yuan, or what measured_in says (左值, 元)';
comment on column quality.reconciliation.right_yuan is 'Right side in yuan, or what measured_in says (右值, 元)';
comment on column quality.reconciliation.difference_yuan is 'Left less right in yuan (差额, 元)';
comment on column quality.reconciliation.tolerance_yuan is 'Difference allowed by the printed precision, in yuan (允许误差, 元)';
comment on column quality.reconciliation.measured_in is 'yuan | points | percent | count: what both sides are measured in (计量单位)';
comment on column quality.reconciliation.holds is 'Whether it closes; null where the rule does not apply (是否相符)';
comment on column quality.reconciliation.severity is 'error | warning | info (严重程度)';
comment on column quality.reconciliation.applications is 'How many applications this line stands for (核对次数)';
comment on column quality.reconciliation.not_applicable_reason is 'Why the rule does not apply (不适用原因)';
comment on column quality.reconciliation.left_line_keys is 'Lines of the left side, where the rule does not hold (左侧明细)';
comment on column quality.reconciliation.right_line_keys is 'Lines of the right side, where the rule does not hold (右侧明细)';

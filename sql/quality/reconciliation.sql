-- grain: one application of one articulation rule (勾稽关系): a rule at a table, a unit or a document; a rule that looks at
--   every row of a table gives one line for the rows that hold and one for each row that does not; a rule that cannot be
--   applied to a document gives one line that says why
-- sources: the queries of sql/checks, run by warehouse.rules after the marts are made
-- caveats: left and right are yuan, or what measured_in says (points, per cent, a count)
create table quality.reconciliation (
    rule_code varchar not null,
    rule varchar not null,
    document_key varchar not null,
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
    right_line_keys varchar[],
);

comment on table quality.reconciliation is 'Every articulation rule (勾稽关系) applied to every document: what holds, what does not, what could not be applied and why';
comment on column quality.reconciliation.rule_code is 'Name of the rule: the name of its file in sql/checks';
comment on column quality.reconciliation.rule is 'What must equal what, in words';
comment on column quality.reconciliation.document_key is 'The document';
comment on column quality.reconciliation.statement_key is 'The table (表) whose figure stands on the left';
comment on column quality.reconciliation.unit_name is 'The unit (单位) the table is about';
comment on column quality.reconciliation.place is 'Where in the document: page, table, row, and what the row is called';
comment on column quality.reconciliation.relation is 'How left and right must relate: = or <=';
comment on column quality.reconciliation.left_yuan is 'The left side, in yuan (or what measured_in says)';
comment on column quality.reconciliation.right_yuan is 'The right side, in yuan (or what measured_in says)';
comment on column quality.reconciliation.difference_yuan is 'Left side less right side';
comment on column quality.reconciliation.tolerance_yuan is 'What rounding at the printed precision explains; 0 where the figures are printed to the cent';
comment on column quality.reconciliation.measured_in is 'yuan (元), points (分), percent (%) or count';
comment on column quality.reconciliation.holds is 'Does the rule hold here; NULL where it could not be applied';
comment on column quality.reconciliation.severity is 'error, warning or info: how grave it is where the rule does not hold';
comment on column quality.reconciliation.applications is 'How many rows this line stands for';
comment on column quality.reconciliation.not_applicable_reason is 'Why the rule could not be applied; NULL where it was';
comment on column quality.reconciliation.left_line_keys is 'Lines of the left side (given where the rule does not hold)';
comment on column quality.reconciliation.right_line_keys is 'Lines of the right side (given where the rule does not hold)';

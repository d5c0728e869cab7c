-- Grain: one line of a fact and one rule of severity error that it fails. Filled by warehouse.suspects after the rules ran.
create table quality.suspect (
    line_key varchar not null,
    rule_code varchar not null,
    document_key varchar,
    is_left_out boolean not null
);

comment on table quality.suspect is 'Lines that fail a row check of severity error (存疑明细)';
comment on column quality.suspect.line_key is 'Line of a fact (明细编号)';
comment on column quality.suspect.rule_code is 'Rule that it fails (规则代码)';
comment on column quality.suspect.document_key is 'Document, key into dim_document (文件)';
comment on column quality.suspect.is_left_out is 'Whether the rule leaves such lines out of the marts (是否不入集市)';

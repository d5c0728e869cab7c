-- Grain: one rule of sql/checks or sql/audit, from the header of its file, and whether it ran. Filled by warehouse.rules.
create table quality.rule (
    rule_code varchar not null,
    kind varchar not null,
    title varchar not null,
    title_zh varchar,
    severity varchar not null,
    statements varchar[],
    tolerance varchar,
    why varchar,
    proves varchar,
    measure varchar,
    outcome varchar not null,
    outcome_reason varchar,
    row_count bigint,
    query varchar
);

comment on table quality.rule is 'The rules themselves, and whether they ran';
comment on column quality.rule.rule_code is 'Name of the rule: the name of its file';
comment on column quality.rule.kind is 'check (articulation) or audit';
comment on column quality.rule.title is 'Title in English';
comment on column quality.rule.title_zh is 'Title in Chinese (中文名称)';
comment on column quality.rule.severity is 'error, warning or info';
comment on column quality.rule.statements is 'The statements (表) that it needs';
comment on column quality.rule.tolerance is 'How much rounding it allows';
comment on column quality.rule.why is 'Why it matters';
comment on column quality.rule.proves is 'columns | rows | nothing: what it proves of its own table where it holds';
comment on column quality.rule.measure is 'Amount column that it is about, see dim_measure';
comment on column quality.rule.outcome is 'ran or broken';
comment on column quality.rule.outcome_reason is 'Why it is broken; NULL where it ran';
comment on column quality.rule.row_count is 'Rows that it gave';
comment on column quality.rule.query is 'The query of its file, as it ran';

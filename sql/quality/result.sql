-- Grain: one expectation in one quality run, passes too. Filled from the history that outlives rebuilds.
create table quality.result (
    run_key varchar not null,
    rule_code varchar not null,
    suite varchar not null,
    kind varchar not null,
    title varchar not null,
    severity varchar not null,
    status varchar not null,
    fault varchar,
    rows_checked bigint,
    rows_failed bigint not null,
    rows_failed_reading bigint not null,
    rows_accepted bigint not null,
    value bigint,
    message varchar,
    line_keys varchar[],
    digest varchar,
    seconds double not null
);

comment on table quality.result is 'What came of every expectation in the last 500 quality runs (检查结果)';
comment on column quality.result.run_key is 'Run, key into quality.run (检查编号)';
comment on column quality.result.rule_code is 'Code of the expectation or of the rule (规则代码)';
comment on column quality.result.suite is 'The table it is about, or checks, audit, notices (检查组)';
comment on column quality.result.kind is 'columns | key | not_null | vocabulary | between | reference | rows | rule (类型)';
comment on column quality.result.title is 'What must hold, in words (内容)';
comment on column quality.result.severity is 'error | warning | info (严重程度)';
comment on column quality.result.status is 'passed | failed | accepted | broken (结果)';
comment on column quality.result.fault is 'reading | publication: whose fault a failure is (责任)';
comment on column quality.result.rows_checked is 'Rows or applications that were looked at (检查行数)';
comment on column quality.result.rows_failed is 'Of these, rows that fail and are not accepted (不合格行数)';
comment on column quality.result.rows_failed_reading is 'Of these, faults of our reading (读取问题行数)';
comment on column quality.result.rows_accepted is 'Rows that fail and are accepted (已知行数)';
comment on column quality.result.value is 'The number measured, such as the rows of the table (观测值)';
comment on column quality.result.message is 'The first failure in words, or why it is broken (说明)';
comment on column quality.result.line_keys is 'Some of the lines that fail; see warehouse trace (明细编号)';
comment on column quality.result.digest is 'Digest of all that failed: the same digest, the same failure (摘要)';
comment on column quality.result.seconds is 'How long it took (用时, 秒)';

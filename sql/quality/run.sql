-- Grain: one quality run. Filled from the history that outlives rebuilds (see warehouse.quality): the file holds the
-- last 500 runs up to its own check.
create table quality.run (
    run_key varchar not null,
    started_at timestamp not null,
    trigger varchar not null,
    outcome varchar not null,
    built_at timestamp,
    fingerprint varchar,
    program_version varchar not null,
    documents bigint not null,
    expectations bigint not null,
    passed bigint not null,
    failed_error bigint not null,
    failed_warning bigint not null,
    failed_info bigint not null,
    failed_reading bigint not null,
    failed_publication bigint not null,
    accepted bigint not null,
    broken bigint not null,
    seconds double not null
);

comment on table quality.run is 'The last 500 quality runs, of whatever build; all stand beside the file (质量检查记录)';
comment on column quality.run.run_key is 'Key of the run, in the order of time (检查编号)';
comment on column quality.run.started_at is 'When it began, UTC (开始时间)';
comment on column quality.run.trigger is 'load | check | schedule (触发方式)';
comment on column quality.run.outcome is 'passed | warning | failed: failed where an expectation of severity error fails (结果)';
comment on column quality.run.built_at is 'Build of the warehouse that was checked, UTC (构建时间)';
comment on column quality.run.fingerprint is 'Fingerprint of that build (指纹)';
comment on column quality.run.program_version is 'Version of the program (程序版本)';
comment on column quality.run.documents is 'Documents in the warehouse (文件数)';
comment on column quality.run.expectations is 'Expectations that were looked at (检查项数)';
comment on column quality.run.passed is 'Expectations that hold (通过)';
comment on column quality.run.failed_error is 'Failed, severity error (错误)';
comment on column quality.run.failed_warning is 'Failed, severity warning (警告)';
comment on column quality.run.failed_info is 'Failed, severity info (提示)';
comment on column quality.run.failed_reading is 'Of severity error: faults of our reading (读取问题)';
comment on column quality.run.failed_publication is 'Of severity error: faults of the publication (文件自身问题)';
comment on column quality.run.accepted is 'Failures that are known and accepted (已知)';
comment on column quality.run.broken is 'Expectations that could not be checked (无法检查)';
comment on column quality.run.seconds is 'How long it took (用时, 秒)';

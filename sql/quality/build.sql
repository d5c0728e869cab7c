-- Grain: one row, the build itself.
create table quality.build (
    built_at timestamp not null,
    fingerprint varchar not null,
    program_version varchar not null,
    loader_version integer not null
);

comment on table quality.build is 'The build of this warehouse: when, by what, from what (构建信息)';
comment on column quality.build.built_at is 'When the model was built, UTC (构建时间)';
comment on column quality.build.fingerprint is 'Digest of the store, the SQL and the program it was built from (指纹)';
comment on column quality.build.program_version is 'Version of the program (程序版本)';
comment on column quality.build.loader_version is 'Version of the loaders (读取器版本)';

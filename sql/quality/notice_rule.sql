-- Grain: one kind of notice of the loaders, with its title in both languages. Source: sql/reference/notice_rules.csv.
create table quality.notice_rule as
select
    rule_code,
    title,
    title_zh
from reference.notice_rules;

comment on table quality.notice_rule is 'Kinds of notices of the loaders (读取发现的类型)';
comment on column quality.notice_rule.rule_code is 'Code of the rule (规则代码)';
comment on column quality.notice_rule.title is 'Title in English (英文名称)';
comment on column quality.notice_rule.title_zh is 'Title in Chinese (中文名称)';

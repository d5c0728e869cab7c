-- Grain: one weight by which findings are ranked, with its reason. Source: sql/reference/finding_weights.csv.
create table quality.weight as
select
    kind,
    name,
    cast(weight as double) as weight,
    reason
from reference.finding_weights;

comment on table quality.weight is 'Weights by which findings are ranked (排序权重)';
comment on column quality.weight.kind is 'severity | fault | habit (类型)';
comment on column quality.weight.name is 'What the weight is for (名称)';
comment on column quality.weight.weight is 'The weight, or the limit (权重)';
comment on column quality.weight.reason is 'Why so (理由)';

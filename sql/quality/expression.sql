-- Grain: one figure, calculation or year that a text of a form names. Source: the store.
create table quality.expression as
select
    document_key,
    expression_key,
    line_key,
    project_key,
    field,
    span_start,
    span_end,
    text,
    kind,
    value,
    upper,
    unit,
    stated,
    computed,
    holds,
    is_approximate,
    evidence
from store.expression
order by document_key, expression_key;

comment on table quality.expression is 'Figures, calculations and years that the texts of forms name (文字中的数字)';
comment on column quality.expression.document_key is 'Document, key into dim_document (文件)';
comment on column quality.expression.expression_key is 'Key of the expression (编号)';
comment on column quality.expression.line_key is 'Indicator line whose text it is; NULL for a goal (明细编号)';
comment on column quality.expression.project_key is 'Project, see mart.project.form_key (项目)';
comment on column quality.expression.field is 'Field whose text it is (字段)';
comment on column quality.expression.span_start is 'First character of it in the text (起)';
comment on column quality.expression.span_end is 'Character after its last (止)';
comment on column quality.expression.text is 'Its words (原文)';
comment on column quality.expression.kind is 'money | quantity | rate | product | sum | total | year (类型)';
comment on column quality.expression.value is 'What it says: yuan, or a number of units (数值)';
comment on column quality.expression.upper is 'Its upper end, where it names a range (上限)';
comment on column quality.expression.unit is 'Unit as printed (单位)';
comment on column quality.expression.stated is 'What a calculation states (原文结果)';
comment on column quality.expression.computed is 'What its factors or parts give (计算结果)';
comment on column quality.expression.holds is 'Whether the two agree (是否相符)';
comment on column quality.expression.is_approximate is 'Whether it says about (约) (是否约数)';
comment on column quality.expression.evidence is 'stated | parts: how a total was told (依据)';

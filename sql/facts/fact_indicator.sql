-- Grain: one indicator line of a targets form, declaration or self-evaluation.
-- Sorted so that a filter on year, kind of statement and unit reads a small part of the file.
-- In pieces of store.indicator by fiscal_year, 400 bytes a row.
create table main.fact_indicator as
with

lines as (
    select * from store.indicator
)

select
    lines.line_key,
    lines.document_key,
    lines.statement_key,
    lines.statement,
    coalesce(lines.fiscal_year, 0) as fiscal_year,
    coalesce(units.unit_key, 0) as unit_key,
    coalesce(projects.project_key, 0) as project_key,
    lines.project_key as form_key,
    coalesce(types.indicator_type_key, 0) as indicator_type_key,
    lines.page,
    lines.table_no,
    lines.row_no,
    lines.column_no,
    lines.seq,
    lines.scope,
    lines.activity,
    lines.level1_text,
    lines.level2_text,
    lines.indicator_name,
    lines.operator,
    lines.target_text,
    lines.target_value,
    lines.target_unit,
    lines.actual_text,
    lines.actual_value,
    lines.weight,
    lines.score,
    lines.deviation_reason,
    lines.is_not_applicable,
    lines.attribution,
    lines.is_repaired,
    false as is_suspect,
    false as is_left_out
from lines
left join store.unit_member as units
    on
        lines.unit_code is not distinct from units.printed_code
        and lines.unit_name is not distinct from units.printed_name
left join main.dim_project as projects
    on
        coalesce(units.unit_key, 0) = projects.unit_key
        and lines.project_code is not distinct from projects.project_code
        and lines.project_name is not distinct from projects.project_name
        and projects.project_key <> 0
left join main.dim_indicator_type as types
    on
        lines.level1 is not distinct from types.level1
        and lines.level2 is not distinct from types.level2
        and types.indicator_type_key <> 0
order by
    lines.fiscal_year nulls first, lines.statement, coalesce(units.unit_key, 0), lines.document_key, lines.page,
    lines.table_no, lines.row_no, lines.seq, lines.line_key;

comment on table main.fact_indicator is 'Indicators: one line of a performance form (绩效指标事实表)';
comment on column main.fact_indicator.line_key is 'Stable key of the line; see warehouse trace (明细编号)';
comment on column main.fact_indicator.document_key is 'Document, key into dim_document (文件)';
comment on column main.fact_indicator.statement_key is 'Instance of the statement, key into mart.statement (报表实例)';
comment on column main.fact_indicator.statement is 'Kind of statement, key into dim_statement (报表类型)';
comment on column main.fact_indicator.fiscal_year is 'Fiscal year, key into dim_period; 0 is unknown (年度)';
comment on column main.fact_indicator.unit_key is 'Unit, key into dim_unit (单位键)';
comment on column main.fact_indicator.project_key is 'Project, key into dim_project (项目键)';
comment on column main.fact_indicator.form_key is 'The project row (form) of the document, key into fact_project; null for department-wide lines and lost projects (表单键)';
comment on column main.fact_indicator.indicator_type_key is 'Conformed levels, key into dim_indicator_type (指标类型键)';
comment on column main.fact_indicator.page is 'Page of the cell (页)';
comment on column main.fact_indicator.table_no is 'Table of the document (表序号)';
comment on column main.fact_indicator.row_no is 'Row of the table, or line of a text file (行)';
comment on column main.fact_indicator.column_no is 'Column of the table (列)';
comment on column main.fact_indicator.seq is 'Order within its project (序号)';
comment on column main.fact_indicator.scope is 'project | department (范围)';
comment on column main.fact_indicator.activity is 'Activity of the department it belongs to (活动)';
comment on column main.fact_indicator.level1_text is 'First level as printed (一级指标原文)';
comment on column main.fact_indicator.level2_text is 'Second level as printed (二级指标原文)';
comment on column main.fact_indicator.indicator_name is 'Name of the indicator (指标名称)';
comment on column main.fact_indicator.operator is '≥ ≤ = > < 定性 (方向)';
comment on column main.fact_indicator.target_text is 'Target as printed (指标值原文)';
comment on column main.fact_indicator.target_value is 'Target as a number, where it is one (指标值)';
comment on column main.fact_indicator.target_unit is 'Unit of the target (计量单位)';
comment on column main.fact_indicator.actual_text is 'Actual value as printed (实际完成值原文)';
comment on column main.fact_indicator.actual_value is 'Actual value as a number (实际完成值)';
comment on column main.fact_indicator.weight is 'Weight in points (分值)';
comment on column main.fact_indicator.score is 'Score in points (得分)';
comment on column main.fact_indicator.deviation_reason is 'Reason given for a deviation (偏差原因)';
comment on column main.fact_indicator.is_not_applicable is 'Whether the form says 不适用 (是否不适用)';
comment on column main.fact_indicator.attribution is 'How the line was tied to its project: row | position | cost_sum | form | contiguity | service_amount (归属依据)';
comment on column main.fact_indicator.is_repaired is 'Whether the reading differs from the printed text; see mart.repair (是否修复)';
comment on column main.fact_indicator.is_suspect is 'Whether it fails a row check of severity error; see quality.suspect (是否存疑)';
comment on column main.fact_indicator.is_left_out is 'Whether such a check leaves it out of the marts (是否不入集市)';

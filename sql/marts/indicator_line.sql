-- Grain: one indicator line, with the names of its keys. Source: fact_indicator and its dimensions.
-- A table of its own and not a view: a question over all lines takes a fifth of the time without the joins.
create table mart.indicator_line as
select
    lines.line_key,
    lines.document_key,
    documents.file_name,
    nullif(lines.fiscal_year, 0) as fiscal_year,
    units.unit_code,
    units.unit_name,
    lines.statement,
    lines.scope,
    projects.project_code,
    projects.project_name,
    lines.activity,
    types.level1,
    types.level2,
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
    lines.page,
    lines.row_no,
    lines.table_no,
    lines.column_no,
    lines.seq,
    lines.form_key,
    lines.statement_key,
    lines.is_repaired,
    lines.is_suspect
from main.fact_indicator as lines
left join main.dim_document as documents
    on lines.document_key = documents.document_key
left join main.dim_unit as units
    on lines.unit_key = units.unit_key
left join main.dim_project as projects
    on lines.project_key = projects.project_key
left join main.dim_indicator_type as types
    on lines.indicator_type_key = types.indicator_type_key
where not lines.is_left_out;

comment on table mart.indicator_line is 'Indicator lines of performance forms (绩效指标明细)';
comment on column mart.indicator_line.line_key is 'Stable key of the line; see warehouse trace (明细编号)';
comment on column mart.indicator_line.document_key is 'Document, key into dim_document (文件)';
comment on column mart.indicator_line.file_name is 'Name of the file (文件名)';
comment on column mart.indicator_line.fiscal_year is 'Fiscal year (年度)';
comment on column mart.indicator_line.unit_code is 'Code of the unit (单位代码)';
comment on column mart.indicator_line.unit_name is 'Name of the unit (单位名称)';
comment on column mart.indicator_line.statement is 'Kind of statement, see dim_statement (报表类型)';
comment on column mart.indicator_line.scope is 'project | department (范围)';
comment on column mart.indicator_line.project_code is 'Project code (项目代码)';
comment on column mart.indicator_line.project_name is 'Project name (项目名称)';
comment on column mart.indicator_line.activity is 'Activity of the department it belongs to (活动)';
comment on column mart.indicator_line.level1 is '产出 | 效益 | 满意度 | 成本 | 预算执行 (一级指标)';
comment on column mart.indicator_line.level2 is 'Second level, conformed (二级指标)';
comment on column mart.indicator_line.level1_text is 'First level as printed (一级指标原文)';
comment on column mart.indicator_line.level2_text is 'Second level as printed (二级指标原文)';
comment on column mart.indicator_line.indicator_name is 'Name of the indicator (指标名称)';
comment on column mart.indicator_line.operator is '≥ ≤ = > < 定性 (方向)';
comment on column mart.indicator_line.target_text is 'Target as printed (指标值原文)';
comment on column mart.indicator_line.target_value is 'Target as a number, where it is one (指标值)';
comment on column mart.indicator_line.target_unit is 'Unit of the target (计量单位)';
comment on column mart.indicator_line.actual_text is 'Actual value as printed (实际完成值原文)';
comment on column mart.indicator_line.actual_value is 'Actual value as a number (实际完成值)';
comment on column mart.indicator_line.weight is 'Weight in points (分值)';
comment on column mart.indicator_line.score is 'Score in points (得分)';
comment on column mart.indicator_line.deviation_reason is 'Reason given for a deviation (偏差原因)';
comment on column mart.indicator_line.is_not_applicable is 'Whether the form says 不适用 (是否不适用)';
comment on column mart.indicator_line.attribution is 'How the line was tied to its project: row | position | cost_sum | form | contiguity | service_amount (归属依据)';
comment on column mart.indicator_line.page is 'Page (页)';
comment on column mart.indicator_line.row_no is 'Row of the table, or line of a text file (行)';
comment on column mart.indicator_line.table_no is 'Table of the document (表序号)';
comment on column mart.indicator_line.column_no is 'Column (列)';
comment on column mart.indicator_line.seq is 'Order within its project (序号)';
comment on column mart.indicator_line.form_key is 'The project row (form) of the document, key into fact_project; null for department-wide lines and lost projects (表单键)';
comment on column mart.indicator_line.statement_key is 'Instance of the statement, see mart.statement (报表实例)';
comment on column mart.indicator_line.is_repaired is 'Whether the reading differs from the printed text (是否修复)';
comment on column mart.indicator_line.is_suspect is 'Whether it fails a row check of severity error; see quality.suspect (是否存疑)';

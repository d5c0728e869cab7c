-- Grain: one project row or project form of a document. Source: fact_project and its dimensions.
-- A table of its own and not a view: a question over all lines takes a fifth of the time without the joins.
create table mart.project as
select
    forms.document_key,
    documents.file_name,
    nullif(forms.fiscal_year, 0) as fiscal_year,
    forms.statement,
    units.unit_code,
    units.unit_name,
    forms.department,
    forms.implementing_unit,
    projects.project_code,
    projects.project_name,
    forms.category,
    forms.goal,
    forms.amount_yuan,
    forms.fiscal_yuan,
    forms.other_yuan,
    forms.initial_yuan,
    forms.adjusted_yuan,
    forms.executed_yuan,
    forms.fiscal_initial_yuan,
    forms.fiscal_adjusted_yuan,
    forms.fiscal_executed_yuan,
    forms.execution_rate,
    forms.execution_weight,
    forms.execution_score,
    forms.total_weight,
    forms.total_score,
    forms.page,
    forms.row_no,
    forms.table_no,
    forms.form_key,
    forms.statement_key,
    forms.goal_actual,
    forms.carryover_initial_yuan,
    forms.carryover_adjusted_yuan,
    forms.carryover_executed_yuan,
    forms.other_initial_yuan,
    forms.other_adjusted_yuan,
    forms.other_executed_yuan,
    forms.amount_text,
    forms.amount_evidence,
    forms.is_repaired,
    documents.scope,
    forms.unit_key
from main.fact_project as forms
left join main.dim_document as documents
    on forms.document_key = documents.document_key
left join main.dim_unit as units
    on forms.unit_key = units.unit_key
left join main.dim_project as projects
    on forms.project_key = projects.project_key;

comment on table mart.project is 'Projects as documents print them: amounts, goal, scores (项目)';
comment on column mart.project.document_key is 'Document, key into dim_document (文件)';
comment on column mart.project.file_name is 'Name of the file (文件名)';
comment on column mart.project.fiscal_year is 'Fiscal year (年度)';
comment on column mart.project.statement is 'Kind of statement, key into dim_statement (报表类型)';
comment on column mart.project.unit_code is 'Code of the unit (单位代码)';
comment on column mart.project.unit_name is 'Name of the unit (单位名称)';
comment on column mart.project.department is 'Department in charge (主管部门)';
comment on column mart.project.implementing_unit is 'Implementing unit (实施单位)';
comment on column mart.project.project_code is 'Project code (项目代码)';
comment on column mart.project.project_name is 'Project name (项目名称)';
comment on column mart.project.category is 'Category of the project (项目类别)';
comment on column mart.project.goal is 'Goal (绩效目标)';
comment on column mart.project.amount_yuan is 'Amount of the project in yuan (项目金额, 元)';
comment on column mart.project.fiscal_yuan is 'Of which fiscal money in yuan (财政资金, 元)';
comment on column mart.project.other_yuan is 'Of which other money in yuan (其他资金, 元)';
comment on column mart.project.initial_yuan is 'Budget at the start of the year in yuan (年初预算数, 元)';
comment on column mart.project.adjusted_yuan is 'Adjusted budget in yuan (全年预算数, 元)';
comment on column mart.project.executed_yuan is 'Executed in yuan (全年执行数, 元)';
comment on column mart.project.fiscal_initial_yuan is 'Fiscal money of the year, budget at the start, in yuan (当年财政拨款年初预算数, 元)';
comment on column mart.project.fiscal_adjusted_yuan is 'Fiscal money of the year, adjusted budget, in yuan (当年财政拨款全年预算数, 元)';
comment on column mart.project.fiscal_executed_yuan is 'Fiscal money of the year, executed, in yuan (当年财政拨款全年执行数, 元)';
comment on column mart.project.execution_rate is 'Rate of execution in per cent (执行率, %)';
comment on column mart.project.execution_weight is 'Points for execution (执行率分值)';
comment on column mart.project.execution_score is 'Points given for execution (执行率得分)';
comment on column mart.project.total_weight is 'Total of the weights (总分值)';
comment on column mart.project.total_score is 'Total score (总分)';
comment on column mart.project.page is 'Page of the cell (页)';
comment on column mart.project.row_no is 'Row of the table, or line of a text file (行)';
comment on column mart.project.table_no is 'Table of the document (表序号)';
comment on column mart.project.form_key is 'The project row (form) of the document, key into fact_project; null for department-wide lines and lost projects (表单键)';
comment on column mart.project.statement_key is 'Instance of the statement, key into mart.statement (报表实例)';
comment on column mart.project.goal_actual is 'What was achieved of the goal (目标完成情况)';
comment on column mart.project.carryover_initial_yuan is 'Money carried over, budget at the start, in yuan (上年结转年初预算数, 元)';
comment on column mart.project.carryover_adjusted_yuan is 'Money carried over, adjusted budget, in yuan (上年结转全年预算数, 元)';
comment on column mart.project.carryover_executed_yuan is 'Money carried over, executed, in yuan (上年结转全年执行数, 元)';
comment on column mart.project.other_initial_yuan is 'Other money, budget at the start, in yuan (其他资金年初预算数, 元)';
comment on column mart.project.other_adjusted_yuan is 'Other money, adjusted budget, in yuan (其他资金全年预算数, 元)';
comment on column mart.project.other_executed_yuan is 'Other money, executed, in yuan (其他资金全年执行数, 元)';
comment on column mart.project.amount_text is 'Amount as printed (原文金额)';
comment on column mart.project.amount_evidence is 'How money unit and columns were decided (金额依据)';
comment on column mart.project.is_repaired is 'Whether the reading differs from the printed text; see mart.repair (是否修复)';
comment on column mart.project.scope is 'department | government: whose money the document holds; never added together (口径)';
comment on column mart.project.unit_key is 'Unit, key into dim_unit (单位键)';

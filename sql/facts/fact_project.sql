-- Grain: one project row or project form of a document: its amounts, goal and total score.
-- Sorted so that a filter on year, kind of statement and unit reads a small part of the file.
create table main.fact_project as
with

forms as (
    select * from store.project
)

select
    forms.project_key as form_key,
    forms.document_key,
    forms.statement_key,
    forms.statement,
    coalesce(forms.fiscal_year, 0) as fiscal_year,
    coalesce(units.unit_key, 0) as unit_key,
    coalesce(projects.project_key, 0) as project_key,
    forms.page,
    forms.table_no,
    forms.row_no,
    forms.department,
    forms.implementing_unit,
    forms.category,
    forms.goal,
    forms.goal_actual,
    forms.amount_yuan,
    forms.fiscal_yuan,
    forms.other_yuan,
    forms.initial_yuan,
    forms.adjusted_yuan,
    forms.executed_yuan,
    forms.fiscal_initial_yuan,
    forms.fiscal_adjusted_yuan,
    forms.fiscal_executed_yuan,
    forms.carryover_initial_yuan,
    forms.carryover_adjusted_yuan,
    forms.carryover_executed_yuan,
    forms.other_initial_yuan,
    forms.other_adjusted_yuan,
    forms.other_executed_yuan,
    forms.execution_rate,
    forms.execution_weight,
    forms.execution_score,
    forms.total_weight,
    forms.total_score,
    forms.amount_text,
    forms.amount_evidence,
    forms.is_repaired
from forms
left join store.unit_member as units
    on
        forms.unit_code is not distinct from units.printed_code
        and forms.unit_name is not distinct from units.printed_name
left join main.dim_project as projects
    on
        coalesce(units.unit_key, 0) = projects.unit_key
        and forms.project_code is not distinct from projects.project_code
        and forms.project_name is not distinct from projects.project_name
        and projects.project_key <> 0
order by
    forms.fiscal_year nulls first, forms.statement, coalesce(units.unit_key, 0), forms.document_key, forms.page,
    forms.table_no, forms.row_no, forms.project_key;

comment on table main.fact_project is 'Projects as documents print them: amounts, goal, scores (项目事实表)';
comment on column main.fact_project.form_key is 'The project row (form) of the document, key into fact_project; null for department-wide lines and lost projects (表单键)';
comment on column main.fact_project.document_key is 'Document, key into dim_document (文件)';
comment on column main.fact_project.statement_key is 'Instance of the statement, key into mart.statement (报表实例)';
comment on column main.fact_project.statement is 'Kind of statement, key into dim_statement (报表类型)';
comment on column main.fact_project.fiscal_year is 'Fiscal year, key into dim_period; 0 is unknown (年度)';
comment on column main.fact_project.unit_key is 'Unit, key into dim_unit (单位键)';
comment on column main.fact_project.project_key is 'Project, key into dim_project (项目键)';
comment on column main.fact_project.page is 'Page of the cell (页)';
comment on column main.fact_project.table_no is 'Table of the document (表序号)';
comment on column main.fact_project.row_no is 'Row of the table, or line of a text file (行)';
comment on column main.fact_project.department is 'Department in charge (主管部门)';
comment on column main.fact_project.implementing_unit is 'Implementing unit (实施单位)';
comment on column main.fact_project.category is 'Category of the project (项目类别)';
comment on column main.fact_project.goal is 'Goal (绩效目标)';
comment on column main.fact_project.goal_actual is 'What was achieved of the goal (目标完成情况)';
comment on column main.fact_project.amount_yuan is 'Amount of the project in yuan (项目金额, 元)';
comment on column main.fact_project.fiscal_yuan is 'Of which fiscal money in yuan (财政资金, 元)';
comment on column main.fact_project.other_yuan is 'Of which other money in yuan (其他资金, 元)';
comment on column main.fact_project.initial_yuan is 'Budget at the start of the year in yuan (年初预算数, 元)';
comment on column main.fact_project.adjusted_yuan is 'Adjusted budget in yuan (全年预算数, 元)';
comment on column main.fact_project.executed_yuan is 'Executed in yuan (全年执行数, 元)';
comment on column main.fact_project.fiscal_initial_yuan is 'Fiscal money of the year, budget at the start, in yuan (当年财政拨款年初预算数, 元)';
comment on column main.fact_project.fiscal_adjusted_yuan is 'Fiscal money of the year, adjusted budget, in yuan (当年财政拨款全年预算数, 元)';
comment on column main.fact_project.fiscal_executed_yuan is 'Fiscal money of the year, executed, in yuan (当年财政拨款全年执行数, 元)';
comment on column main.fact_project.carryover_initial_yuan is 'Money carried over, budget at the start, in yuan (上年结转年初预算数, 元)';
comment on column main.fact_project.carryover_adjusted_yuan is 'Money carried over, adjusted budget, in yuan (上年结转全年预算数, 元)';
comment on column main.fact_project.carryover_executed_yuan is 'Money carried over, executed, in yuan (上年结转全年执行数, 元)';
comment on column main.fact_project.other_initial_yuan is 'Other money, budget at the start, in yuan (其他资金年初预算数, 元)';
comment on column main.fact_project.other_adjusted_yuan is 'Other money, adjusted budget, in yuan (其他资金全年预算数, 元)';
comment on column main.fact_project.other_executed_yuan is 'Other money, executed, in yuan (其他资金全年执行数, 元)';
comment on column main.fact_project.execution_rate is 'Rate of execution in per cent (执行率, %)';
comment on column main.fact_project.execution_weight is 'Points for execution (执行率分值)';
comment on column main.fact_project.execution_score is 'Points given for execution (执行率得分)';
comment on column main.fact_project.total_weight is 'Total of the weights (总分值)';
comment on column main.fact_project.total_score is 'Total score (总分)';
comment on column main.fact_project.amount_text is 'Amount as printed (原文金额)';
comment on column main.fact_project.amount_evidence is 'How money unit and columns were decided (金额依据)';
comment on column main.fact_project.is_repaired is 'Whether the reading differs from the printed text; see mart.repair (是否修复)';

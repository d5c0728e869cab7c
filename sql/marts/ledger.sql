-- Grain: one leaf of the one table that stands for a unit's expenditure of a year and stage: every yuan once.
-- For each unit, year and stage: one document (the unit's own before its department's; the latest edition), one statement
-- (all money before appropriations before the general public budget), one view (the finest whose leaves close). What does
-- not close, is undecided, has no unit or year, or is a government's, is not here: mart.document and mart.unit_year say so.
-- The choice is made in sql/choices among sums; the lines are joined here, once.
create table mart.ledger as
select
    parts.unit_key,
    units.unit_code,
    units.unit_name,
    coalesce(units.department_name, publishers.unit_name) as department_name,
    coalesce(units.city, publishers.city) as city,
    lines.fiscal_year,
    lines.stage,
    lines.function_code,
    lines.function_name,
    lines.function_class_code,
    lines.function_class_name,
    lines.function_group_code,
    lines.function_group_name,
    lines.dept_economic_code,
    lines.dept_economic_name,
    lines.dept_economic_class_code,
    lines.dept_economic_class_name,
    lines.gov_economic_code,
    lines.gov_economic_name,
    parts.basic_or_project,
    lines.project_name,
    lines.fund_kind,
    lines.amount_yuan,
    true as closes,
    lines.statement,
    lines.view,
    lines.document_key,
    lines.file_name,
    lines.line_key,
    lines.covers,
    lines.label,
    lines.page,
    parts.publisher_key as publisher_unit_key
from mart.spending_line as lines
inner join store.ledger_part as parts
    on
        lines.statement_key = parts.statement_key
        and lines.view = parts.view
        and lines.fiscal_year = parts.fiscal_year
        and lines.stage = parts.stage
        and lines.measure = parts.measure
        and lines.unit_key = parts.row_unit_key
left join main.dim_unit as units
    on parts.unit_key = units.unit_key
left join main.dim_unit as publishers
    on parts.publisher_key = publishers.unit_key
where
    lines.line_kind = 'leaf'
    and not lines.is_of_which
    -- 年终结转 and what is given away are no expenditure of the year.
    and not (
        lines.statement in ('summary_expenditure', 'appropriation_expenditure')
        and is_carried_on(lines.label)
    )
order by lines.fiscal_year, lines.stage, parts.unit_key, lines.line_key;

comment on table mart.ledger is 'Ledger: every yuan of expenditure once, whatever was loaded (支出总账)';
comment on column mart.ledger.unit_key is 'Unit, key into dim_unit (单位键)';
comment on column mart.ledger.unit_code is 'Code of the unit (单位代码)';
comment on column mart.ledger.unit_name is 'Name of the unit (单位名称)';
comment on column mart.ledger.department_name is 'Its department, else the unit that published the document (主管部门)';
comment on column mart.ledger.city is 'City, where a name says it (市)';
comment on column mart.ledger.fiscal_year is 'Fiscal year (年度)';
comment on column mart.ledger.stage is 'budget | initial_budget | adjusted_budget | executed | final: never add over stages (阶段)';
comment on column mart.ledger.function_code is 'Functional classification, code; null where the table does not print it (功能分类科目代码)';
comment on column mart.ledger.function_name is 'Its name in that year (功能分类科目名称)';
comment on column mart.ledger.function_class_code is '类, 3 digits; by its name where the table prints names only (功能分类类代码)';
comment on column mart.ledger.function_class_name is 'Name of the 类 (功能分类类名称)';
comment on column mart.ledger.function_group_code is '款, 5 digits (功能分类款代码)';
comment on column mart.ledger.function_group_name is 'Name of the 款 (功能分类款名称)';
comment on column mart.ledger.dept_economic_code is 'Department economic classification, code, where the table prints it (部门经济分类科目代码)';
comment on column mart.ledger.dept_economic_name is 'Its name in that year (部门经济分类科目名称)';
comment on column mart.ledger.dept_economic_class_code is '类, 3 digits (部门经济分类类代码)';
comment on column mart.ledger.dept_economic_class_name is 'Name of the 类 (部门经济分类类名称)';
comment on column mart.ledger.gov_economic_code is 'Government economic classification, code, where the table prints it (政府经济分类科目代码)';
comment on column mart.ledger.gov_economic_name is 'Its name in that year (政府经济分类科目名称)';
comment on column mart.ledger.basic_or_project is 'basic | project | operating | superior_remittance | subordinate_subsidy | reserve, where the table divides (基本或项目)';
comment on column mart.ledger.project_name is 'Project, where the row is one (项目名称)';
comment on column mart.ledger.fund_kind is 'Kind of money, where column or table has one (资金性质)';
comment on column mart.ledger.amount_yuan is 'Amount in yuan, exact (金额, 元)';
comment on column mart.ledger.closes is 'Always true: what does not close is not here (合计是否勾稽)';
comment on column mart.ledger.statement is 'The table that was chosen, see dim_statement (报表类型)';
comment on column mart.ledger.view is 'What the rows of that table are (行的口径)';
comment on column mart.ledger.document_key is 'The document that was chosen, key into dim_document (文件)';
comment on column mart.ledger.file_name is 'Name of the file (文件名)';
comment on column mart.ledger.line_key is 'Key of the line; see warehouse trace (明细编号)';
comment on column mart.ledger.covers is 'Whose money the table holds: all, else only a part of the unit''s (涵盖资金)';
comment on column mart.ledger.label is 'What the row is called where it has no code (行名称)';
comment on column mart.ledger.page is 'Page (页)';
comment on column mart.ledger.publisher_unit_key is 'The unit whose document it is: the department, where the row is of one of its units (公开单位键)';

-- Grain: one amount of a spending statement, with the names of its keys. Source: fact_spending and its dimensions.
-- The right sum: one statement, one measure, one stage, line_kind = 'leaf'.
-- A table of its own and not a view: a question over all lines takes a fifth of the time without the joins.
create table mart.spending_line as
select
    lines.line_key,
    lines.document_key,
    documents.file_name,
    nullif(lines.fiscal_year, 0) as fiscal_year,
    units.unit_code,
    units.unit_name,
    lines.statement,
    functions.function_code,
    case when lines.function_key <> 0 then functions.function_name end as function_name,
    gov_items.gov_economic_code,
    case when lines.gov_economic_key <> 0 then gov_items.gov_economic_name end as gov_economic_name,
    dept_items.dept_economic_code,
    case when lines.dept_economic_key <> 0 then dept_items.dept_economic_name end as dept_economic_name,
    funds.fund_source,
    projects.project_code,
    projects.project_name,
    lines.label,
    lines.stage,
    lines.measure,
    lines.line_kind,
    lines.amount_yuan,
    lines.amount_text,
    lines.is_repaired,
    lines.page,
    lines.table_no,
    lines.row_no,
    lines.column_no,
    -- A table that prints names only tells the class by its name.
    coalesce(functions.class_code, named.class_code) as function_class_code,
    coalesce(functions.class_name, named.class_name) as function_class_name,
    functions.group_code as function_group_code,
    functions.group_name as function_group_name,
    dept_items.class_code as dept_economic_class_code,
    dept_items.class_name as dept_economic_class_name,
    lines.is_carryover,
    lines.statement_key,
    lines.reading,
    lines.confidence,
    -- What the printed source says, unless it says nothing; then what the column and the table say.
    case
        when funds.fund_kind in ('unknown', 'other') then coalesce(lines.fund_kind, nullif(funds.fund_kind, 'unknown'))
        else funds.fund_kind
    end as fund_kind,
    lines.change_of,
    lines.is_of_which,
    lines.covers,
    lines.view,
    lines.closes,
    lines.is_suspect,
    documents.scope,
    lines.unit_key
from main.fact_spending as lines
left join main.dim_document as documents
    on lines.document_key = documents.document_key
left join main.dim_unit as units
    on lines.unit_key = units.unit_key
left join main.dim_function as functions
    on lines.function_key = functions.function_key
left join store.class_of_label as named
    on
        lines.function_key = 0
        and lines.label = named.label
        and (lines.view = 'function' or (lines.view = 'item' and not named.is_item_too))
left join main.dim_gov_economic as gov_items
    on lines.gov_economic_key = gov_items.gov_economic_key
left join main.dim_dept_economic as dept_items
    on lines.dept_economic_key = dept_items.dept_economic_key
left join main.dim_fund_source as funds
    on lines.fund_source_key = funds.fund_source_key
left join main.dim_project as projects
    on lines.project_key = projects.project_key
where not lines.is_left_out;

comment on table mart.spending_line is 'Spending lines: every amount of every spending statement (支出明细)';
comment on column mart.spending_line.line_key is 'Stable key of the line; see warehouse trace (明细编号)';
comment on column mart.spending_line.document_key is 'Document, key into dim_document (文件)';
comment on column mart.spending_line.file_name is 'Name of the file (文件名)';
comment on column mart.spending_line.fiscal_year is 'Fiscal year (年度)';
comment on column mart.spending_line.unit_code is 'Code of the unit (单位代码)';
comment on column mart.spending_line.unit_name is 'Name of the unit (单位名称)';
comment on column mart.spending_line.statement is 'Kind of statement, see dim_statement (报表类型)';
comment on column mart.spending_line.function_code is 'Functional classification, code (功能分类科目代码)';
comment on column mart.spending_line.function_name is 'Its name in that year (功能分类科目名称)';
comment on column mart.spending_line.gov_economic_code is 'Government economic classification, code (政府经济分类科目代码)';
comment on column mart.spending_line.gov_economic_name is 'Its name in that year (政府经济分类科目名称)';
comment on column mart.spending_line.dept_economic_code is 'Department economic classification, code (部门经济分类科目代码)';
comment on column mart.spending_line.dept_economic_name is 'Its name in that year (部门经济分类科目名称)';
comment on column mart.spending_line.fund_source is 'Source of money as printed, without blanks (资金来源)';
comment on column mart.spending_line.project_code is 'Project code (项目代码)';
comment on column mart.spending_line.project_name is 'Project name (项目名称)';
comment on column mart.spending_line.label is 'What the row is called where it has no code (行名称)';
comment on column mart.spending_line.stage is 'budget | initial_budget | adjusted_budget | executed | final (阶段)';
comment on column mart.spending_line.measure is 'What the column counts, see dim_measure (口径)';
comment on column mart.spending_line.line_kind is 'leaf | subtotal | total: add leaves only (行类型)';
comment on column mart.spending_line.amount_yuan is 'Amount in yuan, exact (金额, 元)';
comment on column mart.spending_line.amount_text is 'Amount as printed (原文金额)';
comment on column mart.spending_line.is_repaired is 'Whether the reading differs from the printed text (是否修复)';
comment on column mart.spending_line.page is 'Page (页)';
comment on column mart.spending_line.table_no is 'Table of the document (表序号)';
comment on column mart.spending_line.row_no is 'Row of the table, or line of a text file (行)';
comment on column mart.spending_line.column_no is 'Column (列)';
comment on column mart.spending_line.function_class_code is '类, 3 digits (功能分类类代码)';
comment on column mart.spending_line.function_class_name is 'Name of the 类 (功能分类类名称)';
comment on column mart.spending_line.function_group_code is '款, 5 digits (功能分类款代码)';
comment on column mart.spending_line.function_group_name is 'Name of the 款 (功能分类款名称)';
comment on column mart.spending_line.dept_economic_class_code is '类, 3 digits (部门经济分类类代码)';
comment on column mart.spending_line.dept_economic_class_name is 'Name of the 类 (部门经济分类类名称)';
comment on column mart.spending_line.is_carryover is 'Whether it is money carried over from last year (是否上年结转)';
comment on column mart.spending_line.statement_key is 'Instance of the statement, see mart.statement (报表实例)';
comment on column mart.spending_line.reading is 'How the cell was read: single | both | geometry | tabula | ocr (读取方式)';
comment on column mart.spending_line.confidence is 'Confidence of OCR, 0 to 1 (识别置信度)';
comment on column mart.spending_line.is_suspect is 'Whether it fails a row check of severity error; see quality.suspect (是否存疑)';
comment on column mart.spending_line.fund_kind is 'Kind of money, in the words of dim_measure: general_public, gov_fund, unit_funds … (资金性质)';
comment on column mart.spending_line.change_of is 'The measure that changed, where measure is change (增减的口径)';
comment on column mart.spending_line.is_of_which is 'An of-which (其中, 扣除) row or column: never to be added (是否其中数)';
comment on column mart.spending_line.covers is 'Whose money the table holds: all | appropriation | general_public | gov_fund | state_capital | other (涵盖资金)';
comment on column mart.spending_line.view is 'What the rows of the table are: function | dept_economic | gov_economic | unit | project | item | source (行的口径)';
comment on column mart.spending_line.closes is 'Whether the sums of the line''s column hold (true), fail (false), or cannot be tried (null) (合计是否勾稽)';
comment on column mart.spending_line.scope is 'department | government: whose money the document holds; never added together (口径)';
comment on column mart.spending_line.unit_key is 'Unit, key into dim_unit (单位键)';

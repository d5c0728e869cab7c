-- Grain: one amount cell of a revenue statement. A sum is right only within one statement and line_kind = 'leaf'.
-- Sorted so that a filter on year, kind of statement and unit reads a small part of the file.
create table main.fact_revenue as
with

lines as (
    select * from store.revenue
)

select
    lines.line_key,
    lines.document_key,
    lines.statement_key,
    lines.statement,
    coalesce(lines.fiscal_year, 0) as fiscal_year,
    coalesce(units.unit_key, 0) as unit_key,
    coalesce(functions.function_key, 0) as function_key,
    coalesce(funds.fund_source_key, 0) as fund_source_key,
    coalesce(lines.measure, 'unknown') as measure,
    lines.stage,
    lines.line_kind,
    lines.is_carryover,
    lines.fund_kind,
    lines.change_of,
    lines.is_of_which,
    lines.covers,
    lines.view,
    lines.closes,
    lines.label,
    lines.amount_yuan,
    lines.amount_text,
    lines.is_repaired,
    lines.reading,
    lines.confidence,
    lines.page,
    lines.table_no,
    lines.row_no,
    lines.column_no,
    false as is_suspect,
    false as is_left_out
from lines
left join store.unit_member as units
    on
        lines.unit_code is not distinct from units.printed_code
        and lines.unit_name is not distinct from units.printed_name
left join store.issuer_of_document as issuers
    on lines.document_key = issuers.document_key
left join store.function_in_year as functions
    on
        lines.function_code = functions.code
        and coalesce(lines.fiscal_year, 0) = functions.fiscal_year
        and functions.issuer = case when length(lines.function_code) > 7 then coalesce(issuers.issuer, '') else '' end
left join main.dim_fund_source as funds
    on lines.fund_source = funds.fund_source
order by
    lines.fiscal_year nulls first, lines.statement, coalesce(units.unit_key, 0), lines.document_key, lines.page,
    lines.table_no, lines.row_no, lines.column_no, lines.line_key;

comment on table main.fact_revenue is 'Revenue: one amount cell of a revenue statement (收入事实表)';
comment on column main.fact_revenue.line_key is 'Stable key of the line; see warehouse trace (明细编号)';
comment on column main.fact_revenue.document_key is 'Document, key into dim_document (文件)';
comment on column main.fact_revenue.statement_key is 'Instance of the statement, key into mart.statement (报表实例)';
comment on column main.fact_revenue.statement is 'Kind of statement, key into dim_statement (报表类型)';
comment on column main.fact_revenue.fiscal_year is 'Fiscal year, key into dim_period; 0 is unknown (年度)';
comment on column main.fact_revenue.unit_key is 'Unit, key into dim_unit (单位键)';
comment on column main.fact_revenue.function_key is 'Functional classification, key into dim_function (功能分类键)';
comment on column main.fact_revenue.fund_source_key is 'Source of money, key into dim_fund_source (资金来源键)';
comment on column main.fact_revenue.measure is 'What the column counts, key into dim_measure (口径)';
comment on column main.fact_revenue.stage is 'budget | initial_budget | adjusted_budget | executed | final (阶段)';
comment on column main.fact_revenue.line_kind is 'leaf | subtotal | total: add leaves only (行类型)';
comment on column main.fact_revenue.is_carryover is 'Whether it is money carried over (是否结转)';
comment on column main.fact_revenue.label is 'What the row is called (行名称)';
comment on column main.fact_revenue.amount_yuan is 'Amount in yuan, exact (金额, 元)';
comment on column main.fact_revenue.amount_text is 'Amount as printed (原文金额)';
comment on column main.fact_revenue.is_repaired is 'Whether the reading differs from the printed text; see mart.repair (是否修复)';
comment on column main.fact_revenue.reading is 'How the cell was read: single | both | geometry | tabula | ocr (读取方式)';
comment on column main.fact_revenue.confidence is 'Confidence of OCR, 0 to 1 (识别置信度)';
comment on column main.fact_revenue.page is 'Page of the cell (页)';
comment on column main.fact_revenue.table_no is 'Table of the document (表序号)';
comment on column main.fact_revenue.row_no is 'Row of the table, or line of a text file (行)';
comment on column main.fact_revenue.column_no is 'Column of the table (列)';
comment on column main.fact_revenue.is_suspect is 'Whether it fails a row check of severity error; see quality.suspect (是否存疑)';
comment on column main.fact_revenue.is_left_out is 'Whether such a check leaves it out of the marts (是否不入集市)';
comment on column main.fact_revenue.fund_kind is 'Kind of money, in the words of dim_measure: general_public, gov_fund, unit_funds … (资金性质)';
comment on column main.fact_revenue.change_of is 'The measure that changed, where measure is change (增减的口径)';
comment on column main.fact_revenue.is_of_which is 'An of-which (其中, 扣除) row or column: never to be added (是否其中数)';
comment on column main.fact_revenue.covers is 'Whose money the table holds: all | appropriation | general_public | gov_fund | state_capital | other (涵盖资金)';
comment on column main.fact_revenue.view is 'What the rows of the table are: function | dept_economic | gov_economic | unit | project | item | source (行的口径)';
comment on column main.fact_revenue.closes is 'Whether the sums of the line''s column hold (true), fail (false), or cannot be tried (null) (合计是否勾稽)';

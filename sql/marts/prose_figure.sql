-- Grain: one figure that a sentence of an explanation states, with its sentence and subject.
-- These amounts stand in tables too: compare them, never add them to those of mart.spending_line.
create table mart.prose_figure as
with

figures as (
    select * from main.fact_prose
)

select
    figures.figure_key,
    figures.document_key,
    documents.file_name,
    figures.page,
    figures.row_no,
    figures.last_page,
    figures.last_row_no,
    figures.sentence,
    figures.heading,
    figures.topic,
    units.unit_code,
    units.unit_name,
    figures.statement,
    figures.measure,
    figures.function_code,
    figures.function_name,
    figures.fund_kind,
    figures.stage,
    nullif(figures.fiscal_year, 0) as fiscal_year,
    figures.kind,
    figures.direction,
    figures.amount_yuan,
    figures.value,
    figures.unit_text,
    figures.raw,
    figures.base_year,
    figures.base_stage,
    figures.is_part,
    figures.is_reason,
    figures.of_key,
    figures.base_key,
    figures.line_key,
    figures.agrees,
    figures.table_no,
    figures.column_no,
    figures.sentence_no,
    figures.figure_no
from figures
left join main.dim_document as documents
    on figures.document_key = documents.document_key
left join main.dim_unit as units
    on figures.unit_key = units.unit_key
order by documents.file_name, figures.document_key, figures.figure_no, figures.figure_key;

comment on table mart.prose_figure is 'Figures stated in sentences: this year''s and last year''s amounts, changes, shares, counts (情况说明中的数字)';
comment on column mart.prose_figure.figure_key is 'Stable key of the figure (数字编号)';
comment on column mart.prose_figure.document_key is 'Document, key into dim_document (文件)';
comment on column mart.prose_figure.file_name is 'Name of the file (文件名)';
comment on column mart.prose_figure.page is 'Page on which the figure begins (页)';
comment on column mart.prose_figure.row_no is 'Line of the page, or row of the table (行)';
comment on column mart.prose_figure.last_page is 'Page on which the sentence ends (句末页)';
comment on column mart.prose_figure.last_row_no is 'Line on which the sentence ends (句末行)';
comment on column mart.prose_figure.sentence is 'The sentence as printed, its lines put together; telephone numbers masked (原句)';
comment on column mart.prose_figure.heading is 'Heading above the sentence (所在标题)';
comment on column mart.prose_figure.topic is 'What the figure is of, in the words of the text (说明事项)';
comment on column mart.prose_figure.unit_code is 'Code of the unit that reports (单位代码)';
comment on column mart.prose_figure.unit_name is 'Name of the unit that reports (单位名称)';
comment on column mart.prose_figure.statement is 'The table that prints the same thing: a kind of dim_statement, or assets | performance | other (对应报表)';
comment on column mart.prose_figure.measure is 'What is counted, in the words of dim_measure where it has one (口径)';
comment on column mart.prose_figure.function_code is 'Function named by the text, code (功能分类科目代码)';
comment on column mart.prose_figure.function_name is 'Function named by the text, name (功能分类科目名称)';
comment on column mart.prose_figure.fund_kind is 'Whose money, in the words of dim_measure (资金性质)';
comment on column mart.prose_figure.stage is 'budget | initial_budget | adjusted_budget | executed | final (阶段)';
comment on column mart.prose_figure.fiscal_year is 'Fiscal year of the figure (年度)';
comment on column mart.prose_figure.kind is 'amount | change | change_pct | share_pct | count | unit_price (数字类型)';
comment on column mart.prose_figure.direction is 'increase | decrease | equal, of changes and of amounts that did not change (增减方向)';
comment on column mart.prose_figure.amount_yuan is 'Money in yuan, exact (金额, 元)';
comment on column mart.prose_figure.value is 'Percentage or count (数值)';
comment on column mart.prose_figure.unit_text is 'Printed unit: 万元, %, 辆 (原文单位)';
comment on column mart.prose_figure.raw is 'The figure as printed (原文数字)';
comment on column mart.prose_figure.base_year is 'Year that a change compares with (比较年度)';
comment on column mart.prose_figure.base_stage is 'Stage that a change compares with (比较阶段)';
comment on column mart.prose_figure.is_part is 'A named part of what statement and measure say, such as one project (是否其中一部分)';
comment on column mart.prose_figure.is_reason is 'Stands in a clause that gives reasons (是否原因说明)';
comment on column mart.prose_figure.of_key is 'The amount that a change or percentage is of (所属金额)';
comment on column mart.prose_figure.base_key is 'The amount that it is worked out from, where printed (比较基数)';
comment on column mart.prose_figure.line_key is 'The table line that prints the same thing (对应明细)';
comment on column mart.prose_figure.agrees is 'Whether that line has the same amount, at the precision of both; null where no one line can be told (是否与表格一致)';
comment on column mart.prose_figure.table_no is 'Table in which it stands; 0 is a line of text (表序号)';
comment on column mart.prose_figure.column_no is 'Column (列)';
comment on column mart.prose_figure.sentence_no is 'Order of the sentence among those with figures (句序)';
comment on column mart.prose_figure.figure_no is 'Order of the figure in the document (数字序)';

-- Grain: one figure that a sentence states. Amounts stand in tables too: they are never added to those of the facts.
-- Source: the sentences of the explanations, tied to the tables by store.prose_tie.
create table main.fact_prose as
with

figures as (
    select * from store.prose
),

documents as (
    select * from store.document
)

select
    figures.figure_key,
    figures.document_key,
    coalesce(units.unit_key, 0) as unit_key,
    coalesce(figures.fiscal_year, 0) as fiscal_year,
    coalesce(functions.function_key, 0) as function_key,
    figures.statement,
    figures.measure,
    figures.function_code,
    figures.function_name,
    figures.fund_kind,
    figures.stage,
    figures.kind,
    figures.direction,
    figures.amount_yuan,
    figures.value,
    figures.unit_text,
    figures.raw,
    figures.last_digit,
    figures.topic,
    figures.heading,
    figures.sentence,
    figures.sentence_no,
    figures.figure_no,
    figures.is_part,
    figures.is_reason,
    figures.of_key,
    figures.base_key,
    figures.base_year,
    figures.base_stage,
    figures.page,
    figures.table_no,
    figures.row_no,
    figures.column_no,
    figures.last_page,
    figures.last_row_no,
    ties.line_key,
    ties.agrees
from figures
inner join documents
    on figures.document_key = documents.document_key
left join store.unit_member as units
    on
        documents.unit_code is not distinct from units.printed_code
        and documents.unit_name is not distinct from units.printed_name
left join store.function_in_year as functions
    on figures.function_code = functions.code and coalesce(figures.fiscal_year, 0) = functions.fiscal_year
left join store.prose_tie as ties
    on figures.figure_key = ties.figure_key
order by figures.document_key, figures.figure_no, figures.figure_key;

comment on table main.fact_prose is 'Figures stated in sentences of the explanations (情况说明数字事实表)';
comment on column main.fact_prose.figure_key is 'Stable key of the figure (数字编号)';
comment on column main.fact_prose.document_key is 'Document, key into dim_document (文件)';
comment on column main.fact_prose.unit_key is 'Unit that reports, key into dim_unit (单位键)';
comment on column main.fact_prose.fiscal_year is 'Fiscal year of the figure, key into dim_period; 0 is unknown (年度)';
comment on column main.fact_prose.function_key is 'Function, key into dim_function; 0 where none or not in use that year (功能分类键)';
comment on column main.fact_prose.statement is 'The table that prints the same thing: a kind of dim_statement, or assets | performance | other (对应报表)';
comment on column main.fact_prose.measure is 'What is counted, in the words of dim_measure where it has one (口径)';
comment on column main.fact_prose.function_code is 'Function named by the text, code (功能分类科目代码)';
comment on column main.fact_prose.function_name is 'Function named by the text, name (功能分类科目名称)';
comment on column main.fact_prose.fund_kind is 'Whose money, in the words of dim_measure (资金性质)';
comment on column main.fact_prose.stage is 'budget | initial_budget | adjusted_budget | executed | final (阶段)';
comment on column main.fact_prose.kind is 'amount | change | change_pct | share_pct | count | unit_price (数字类型)';
comment on column main.fact_prose.direction is 'increase | decrease | equal, of changes and of amounts that did not change (增减方向)';
comment on column main.fact_prose.amount_yuan is 'Money in yuan, exact (金额, 元)';
comment on column main.fact_prose.value is 'Percentage or count (数值)';
comment on column main.fact_prose.unit_text is 'Printed unit: 万元, %, 辆 (原文单位)';
comment on column main.fact_prose.raw is 'The figure as printed (原文数字)';
comment on column main.fact_prose.last_digit is 'Worth of the last printed digit, in yuan for money (末位精度)';
comment on column main.fact_prose.topic is 'What the figure is of, in the words of the text (说明事项)';
comment on column main.fact_prose.heading is 'Heading above the sentence (所在标题)';
comment on column main.fact_prose.sentence is 'The sentence as printed, its lines put together; telephone numbers masked (原句)';
comment on column main.fact_prose.sentence_no is 'Order of the sentence among those with figures (句序)';
comment on column main.fact_prose.figure_no is 'Order of the figure in the document (数字序)';
comment on column main.fact_prose.is_part is 'A named part of what statement and measure say, such as one project (是否其中一部分)';
comment on column main.fact_prose.is_reason is 'Stands in a clause that gives reasons (是否原因说明)';
comment on column main.fact_prose.of_key is 'The amount that a change or percentage is of (所属金额)';
comment on column main.fact_prose.base_key is 'The amount that it is worked out from, where printed (比较基数)';
comment on column main.fact_prose.base_year is 'Year that a change compares with (比较年度)';
comment on column main.fact_prose.base_stage is 'Stage that a change compares with (比较阶段)';
comment on column main.fact_prose.page is 'Page on which the figure begins (页)';
comment on column main.fact_prose.table_no is 'Table in which it stands; 0 is a line of text (表序号)';
comment on column main.fact_prose.row_no is 'Line of the page, or row of the table (行)';
comment on column main.fact_prose.column_no is 'Column (列)';
comment on column main.fact_prose.last_page is 'Page on which the sentence ends (句末页)';
comment on column main.fact_prose.last_row_no is 'Line on which the sentence ends (句末行)';
comment on column main.fact_prose.line_key is 'The table line that prints the same thing (对应明细)';
comment on column main.fact_prose.agrees is 'Whether that line has the same amount, at the precision of both; null where no one line can be told (是否与表格一致)';

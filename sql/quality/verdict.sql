-- Grain: one failure of a rule, or one finding of the loaders: whose fault it is, with every reason. Filled by
-- warehouse.verdict from the files of sql/quality/verdict when the rules have run.
create table quality.verdict (
    finding_key varchar not null,
    rule_code varchar not null,
    document_key varchar,
    fault varchar not null,
    has_unread_cells boolean not null,
    has_undecided_levels boolean not null,
    has_repaired_figure boolean not null,
    has_ocr boolean not null,
    has_lost_projects boolean not null,
    fails_all_over boolean not null,
    readings_agree boolean not null,
    rows_add_up_across boolean not null,
    own_sums_prove boolean not null,
    is_printed_short boolean not null,
    is_rounding boolean not null,
    reasons varchar not null,
    reasons_zh varchar not null
);

comment on table quality.verdict is 'Whose fault each failure is, and why (责任判断)';
comment on column quality.verdict.finding_key is 'Finding, see mart.finding; a check of severity info that does not hold has a key too (发现编号)';
comment on column quality.verdict.rule_code is 'Code of the rule (规则代码)';
comment on column quality.verdict.document_key is 'Document, key into dim_document (文件)';
comment on column quality.verdict.fault is 'reading | publication | undecided: whose fault it is (责任)';
comment on column quality.verdict.has_unread_cells is 'A cell of a table that it rests on was not read (表中有未读出的单元格)';
comment on column quality.verdict.has_undecided_levels is 'The levels of the rows were not told apart (行的层级未能分清)';
comment on column quality.verdict.has_repaired_figure is 'A figure of the sum was repaired (有数字经过修复)';
comment on column quality.verdict.has_ocr is 'A figure was read by OCR (有数字由OCR识别)';
comment on column quality.verdict.has_lost_projects is 'Projects of the table are lost (表中有项目缺失)';
comment on column quality.verdict.fails_all_over is 'Most rows of the table fail the same rule (多数行都不符合)';
comment on column quality.verdict.readings_agree is 'Two readings agree on every figure (两种读法一致)';
comment on column quality.verdict.rows_add_up_across is 'The rows of the table add up across (各行横向相符)';
comment on column quality.verdict.own_sums_prove is 'Other sums of the table close (表内其他合计相符)';
comment on column quality.verdict.is_printed_short is 'Rows were left out in print (印刷时略去若干行)';
comment on column quality.verdict.is_rounding is 'Less than a yuan: rounding of the print (四舍五入)';
comment on column quality.verdict.reasons is 'The reasons in words (理由)';
comment on column quality.verdict.reasons_zh is 'The reasons in words, in Chinese (中文理由)';

-- Grain: one finding of the extraction itself. Source: the notices of the loaders. mart.finding shows them with the rest.
create table quality.notice as
select
    left(
        md5(
            concat_ws(
                '|', document_key, rule_code, subject, message, stated, computed, page, table_no, row_no, line_key
            )
        ),
        16
    ) as finding_key,
    rule_code,
    severity,
    subject,
    document_key,
    project_name,
    message,
    -- The Chinese words that the English sentence quotes, after what the notice is about.
    concat(
        coalesce(titles.title_zh, rule_code),
        coalesce(
            '：' || nullif(array_to_string(regexp_extract_all(message, '[一-龥][一-龥0-9A-Za-z、，。：（）]*'), '；'), ''), ''
        ),
        case when stated is not null and computed is not null then concat('（原文', stated, '，计算', computed, '）') end,
        '。'
    ) as message_zh,
    case
        when rule_code = 'lost_row' or rule_code = 'overall_funds_sum'
            then cast(abs(try_cast(stated as decimal(20, 2)) - try_cast(computed as decimal(20, 2))) as decimal(20, 2))
    end as amount_yuan,
    stated,
    computed,
    line_key,
    page,
    table_no,
    row_no
from store.notice
left join reference.notice_rules as titles using (rule_code)
order by all;

comment on table quality.notice is 'What the loaders found while reading (读取发现)';
comment on column quality.notice.finding_key is 'Stable key of the finding (发现编号)';
comment on column quality.notice.rule_code is 'Code of the rule (规则代码)';
comment on column quality.notice.severity is 'error | warning | info (严重程度)';
comment on column quality.notice.subject is 'document | unit | project | line (对象)';
comment on column quality.notice.document_key is 'Document, key into dim_document (文件)';
comment on column quality.notice.project_name is 'Project name (项目名称)';
comment on column quality.notice.message is 'The finding as one sentence (说明)';
comment on column quality.notice.message_zh is 'The finding as one sentence, in Chinese (中文说明)';
comment on column quality.notice.amount_yuan is 'Money concerned (涉及金额, 元)';
comment on column quality.notice.stated is 'What the document states (原文所述)';
comment on column quality.notice.computed is 'What its figures give (计算结果)';
comment on column quality.notice.line_key is 'The line that shows it best (明细编号)';
comment on column quality.notice.page is 'Page (页)';
comment on column quality.notice.table_no is 'Table of the document (表序号)';
comment on column quality.notice.row_no is 'Row of the table, or line of a text file (行)';

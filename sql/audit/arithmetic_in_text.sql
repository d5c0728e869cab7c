-- title: A calculation in a text is wrong
-- title_zh: 文字中的计算有误
-- message: In “{project}” the text “{text}” states {stated_figure}, its {by} give {computed_figure}.
-- message_zh: “{project}”的文字“{text}”写为{stated_figure_zh}，按所列{by_zh}计算应为{computed_figure_zh}。
-- severity: error
-- why: The text states what its own factors do not give (160 人 × 4400 元 × 15 个月).
select
    texts.document_key,
    'line' as subject,
    texts.unit_name,
    texts.project_name,
    left(replace(expression.text, chr(10), ' '), 80) as text,
    rules.figure(expression.stated, expression.unit) as stated_figure,
    rules.figure(expression.computed, expression.unit) as computed_figure,
    rules.figure_zh(expression.stated, expression.unit) as stated_figure_zh,
    rules.figure_zh(expression.computed, expression.unit) as computed_figure_zh,
    case expression.kind when 'product' then 'factors' else 'parts' end as by,
    case expression.kind when 'product' then '因数' else '分项' end as by_zh,
    case when expression.unit like '元%' then abs(expression.stated - expression.computed) end as amount_yuan,
    rules.plain(expression.stated) as stated,
    rules.plain(expression.computed) as computed,
    case when expression.line_key is not null then [expression.line_key] end as line_keys
from store.expression
inner join rules.text_owner as texts
    on
        expression.document_key = texts.document_key
        and expression.project_key is not distinct from texts.project_key
        and expression.line_key is not distinct from texts.line_key
where not expression.holds

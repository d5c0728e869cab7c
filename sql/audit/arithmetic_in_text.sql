-- title: A calculation in a text is wrong
-- title_zh: 文字中的计算有误
-- severity: error
-- why: The text states what its own factors do not give (160 人 × 4400 元 × 15 个月).
select
    texts.document_key,
    'line' as subject,
    texts.unit_name,
    texts.project_name,
    concat(
        'In “', rules.name_of(texts.project_name, texts.unit_name),
        '” the text “', left(replace(expression.text, chr(10), ' '), 80), '” states ',
        rules.figure(expression.stated, expression.unit), ', its ',
        case expression.kind when 'product' then 'factors' else 'parts' end, ' give ',
        rules.figure(expression.computed, expression.unit), '.'
    ) as message,
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

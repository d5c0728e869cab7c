-- title: The prose states another amount than the table of the same document
-- title_zh: 说明文字中的金额与表格不符
-- message: Page {page} says “{excerpt}”; the table has {line_yuan:yuan}.
-- message_zh: 第{page}页写“{excerpt}”，表格为{line_yuan:yuan}。
-- severity: warning
-- why: The explanation and the tables of one budget must name the same amounts.
with figures as (
    select
        prose.*,
        case when prose.direction = 'decrease' and prose.kind = 'change' then -1 else 1 end
        * prose.amount_yuan as stated_yuan
    from store.prose
),

differing as (
    select
        figures.*,
        ties.line_key,
        ties.line_yuan
    from figures
    inner join store.prose_tie as ties
        on figures.figure_key = ties.figure_key
    where
        not ties.agrees
        and ties.is_own
        -- A figure of the same size, or of the same digits in another unit: else the sentence speaks of something else.
        and (
            abs(ties.line_yuan - figures.stated_yuan) < abs(ties.line_yuan) / 20
            or abs(ties.line_yuan - figures.stated_yuan * 10000) < abs(ties.line_yuan) / 1000
            or abs(ties.line_yuan * 10000 - figures.stated_yuan) < abs(figures.stated_yuan) / 1000
        )
)

select
    document_key,
    'document' as subject,
    min(page) as page,
    rules.shown(arg_min(sentence, (figure_no, sentence)), arg_min(raw, (figure_no, raw))) as excerpt,
    line_yuan,
    rules.yuan(stated_yuan) as stated,
    rules.yuan(line_yuan) as computed,
    [line_key] as line_keys
from differing
group by document_key, line_key, line_yuan, stated_yuan
order by document_key, min(figure_no)

-- title: The prose states a difference that its own two amounts do not give
-- title_zh: 说明文字中的增减额与两期数字不符
-- message: Page {page}: “{excerpt}”. The two amounts differ by {computed_yuan:yuan}.
-- message_zh: 第{page}页：“{excerpt}”。两期数字相差{computed_yuan:yuan}。
-- severity: warning
-- why: “预算…万元，比上年…万元增加…万元” is a subtraction with its result beside it.
with figures as (
    select * from store.prose
),

stated as (
    select
        difference.document_key,
        difference.page,
        difference.sentence,
        difference.raw,
        difference.figure_no,
        case when difference.direction = 'decrease' then -1 else 1 end * difference.amount_yuan as stated_yuan,
        amount.amount_yuan - base.amount_yuan as computed_yuan,
        (difference.last_digit + amount.last_digit + base.last_digit) / 2 as tolerance
    from figures as difference
    inner join figures as amount
        on difference.of_key = amount.figure_key and amount.kind = 'amount'
    inner join figures as base
        on
            difference.base_key = base.figure_key
            and (
                difference.base_stage is null or difference.base_stage = base.stage
                or (
                    difference.base_stage in ('budget', 'initial_budget')
                    and base.stage in ('budget', 'initial_budget')
                )
            )
    where difference.kind = 'change' and not difference.is_part and not difference.is_reason
)

select
    document_key,
    'document' as subject,
    page,
    rules.shown(sentence, raw) as excerpt,
    computed_yuan,
    rules.yuan(stated_yuan) as stated,
    rules.yuan(computed_yuan) as computed
from stated
where abs(stated_yuan - computed_yuan) > tolerance
order by document_key, figure_no

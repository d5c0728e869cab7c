-- title: The prose states a share that its own two amounts do not give
-- title_zh: 说明文字中的占比或完成率与其数字不符
-- message: Page {page}: “{excerpt}”. The figures give {percent} %.
-- message_zh: 第{page}页：“{excerpt}”。按所列数字应为{percent}%。
-- severity: warning
-- why: “年初预算为…万元，支出决算为…万元，完成年初预算的…%” is a division with its result beside it.
with figures as (
    select * from store.prose
),

stated as (
    select
        share.document_key,
        share.page,
        share.sentence,
        share.raw,
        share.figure_no,
        share.value as stated_percent,
        share.last_digit / 2 as percent_half,
        part.amount_yuan as part_yuan,
        part.last_digit / 2 as part_half,
        whole.amount_yuan as whole_yuan,
        whole.last_digit / 2 as whole_half
    from figures as share
    inner join figures as part
        on share.of_key = part.figure_key and part.kind = 'amount'
    inner join figures as whole
        on share.base_key = whole.figure_key and whole.kind = 'amount'
    where share.kind = 'share_pct' and not share.is_reason
),

judged as (
    select
        *,
        (part_yuan - part_half) / (whole_yuan + whole_half) * 100 as least_percent,
        (part_yuan + part_half) / (whole_yuan - whole_half) * 100 as most_percent,
        part_yuan / whole_yuan * 100 as computed_percent
    from stated
    -- A part many times its whole is in another unit: prose_total_differs tells of it.
    where whole_yuan > whole_half * 2 and part_yuan <= whole_yuan * 10
)

select
    document_key,
    'document' as subject,
    page,
    rules.shown(sentence, raw) as excerpt,
    round(computed_percent, 2) as percent,
    concat(stated_percent::decimal(12, 2), ' %') as stated,
    concat(round(computed_percent, 2), ' %') as computed
from judged
where
    (stated_percent < least_percent - percent_half - 0.001 or stated_percent > most_percent + percent_half + 0.001)
    -- Truncating instead of rounding, and parts made to add up to 100, are habits, not errors.
    and abs(stated_percent - computed_percent) > percent_half * 4
order by document_key, figure_no

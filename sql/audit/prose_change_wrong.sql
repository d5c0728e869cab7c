-- title: The prose states a percentage of change that its own figures do not give
-- title_zh: 说明文字中的增减比例与其数字不符
-- message: Page {page}: “{excerpt}”. The figures give {by} of {percent} %.
-- message_zh: 第{page}页：“{excerpt}”。按所列数字应为{by_zh}{percent}%。
-- severity: warning
-- why: “比上年减少…万元，下降…%” can be worked out from the figures beside it.
with figures as (
    select * from store.prose
),

stated as (
    select
        percent.document_key,
        percent.page,
        percent.sentence,
        percent.raw,
        percent.figure_no,
        case when percent.direction = 'decrease' then -percent.value else percent.value end as stated_percent,
        percent.last_digit / 2 as percent_half,
        amount.amount_yuan as this_yuan,
        amount.last_digit / 2 as this_half,
        -- Last year is printed, or it is this year less the change.
        coalesce(
            base.amount_yuan,
            amount.amount_yuan
            - case when difference.direction = 'decrease' then -1 else 1 end * difference.amount_yuan
        ) as last_yuan,
        coalesce(base.last_digit / 2, (amount.last_digit + difference.last_digit) / 2) as last_half
    from figures as percent
    inner join figures as amount
        on percent.of_key = amount.figure_key and amount.kind = 'amount'
    left join figures as base
        on
            percent.base_key = base.figure_key
            and (
                percent.base_stage is null or percent.base_stage = base.stage
                or (percent.base_stage in ('budget', 'initial_budget') and base.stage in ('budget', 'initial_budget'))
            )
    left join figures as difference
        on
            percent.of_key = difference.of_key
            and percent.sentence_no = difference.sentence_no
            and percent.document_key = difference.document_key
            and difference.kind = 'change'
            and difference.figure_no = percent.figure_no - 1
    where percent.kind = 'change_pct' and not percent.is_part and not percent.is_reason and percent.unit_text <> '个百分点'
),

judged as (
    select
        *,
        ((this_yuan - this_half) / nullif(last_yuan + last_half, 0) - 1) * 100 as least_percent,
        ((this_yuan + this_half) / nullif(last_yuan - last_half, 0) - 1) * 100 as most_percent,
        (this_yuan - last_yuan) / nullif(last_yuan, 0) * 100 as computed_percent
    from stated
    -- Of nothing, and of less than can be told apart from nothing, there is no percentage.
    where last_yuan > last_half * 2
)

select
    document_key,
    'document' as subject,
    page,
    rules.shown(sentence, raw) as excerpt,
    case when this_yuan < last_yuan then 'a fall' else 'a rise' end as by,
    case when this_yuan < last_yuan then '下降' else '增长' end as by_zh,
    round(abs(computed_percent), 2) as percent,
    concat(stated_percent::decimal(12, 2), ' %') as stated,
    concat(round(computed_percent, 2), ' %') as computed
from judged
where
    (stated_percent < least_percent - percent_half - 0.001 or stated_percent > most_percent + percent_half + 0.001)
    -- Truncating instead of rounding is a habit, not an error.
    and abs(stated_percent - computed_percent) > percent_half * 4
order by document_key, figure_no

-- title: The prose states a change that its own figures do not give
-- title_zh: 说明文字中的增减比例与其数字不符
-- severity: warning
-- why: “比上年减少…万元，下降…%” can be worked out from the figures beside it.
with found as (
    select
        document_key,
        page,
        unnest(regexp_extract_all(
            text,
            '[0-9.]+万元，比(?:上年|20[0-9]{2}年)[^0-9，。；]{0,12}(?:增加|减少)[0-9.]+万元，(?:同比)?(?:增长|下降|增加|减少|降低|上升)[0-9.]+%'
        )) as sentence,
        true as has_change
    from rules.prose
    union all
    select
        document_key,
        page,
        unnest(regexp_extract_all(
            text,
            '执行数为[0-9.]+万元，20[0-9]{2}年预算安排[0-9.]+万元，比20[0-9]{2}年预算执行数(?:增加|减少|增长|下降|降低)[0-9.]+%'
        )) as sentence,
        false as has_change
    from rules.prose
),

printed as (
    select
        *,
        case
            when has_change then regexp_extract(sentence, '^([0-9.]+)万元', 1)
            else regexp_extract(sentence, '安排([0-9.]+)万元', 1)
        end as this_text,
        case
            when has_change then regexp_extract(sentence, '(?:增加|减少)([0-9.]+)万元', 1)
            else regexp_extract(sentence, '执行数为([0-9.]+)万元', 1)
        end as other_text,
        regexp_extract(sentence, '([0-9.]+)%$', 1) as percent_text,
        case when regexp_matches(sentence, '(下降|减少|降低)[0-9.]+%$') then -1 else 1 end as direction
    from found
),

figures as (
    select
        *,
        try_cast(this_text as decimal(20, 6)) as this_wan,
        try_cast(other_text as decimal(20, 6)) as other_wan,
        try_cast(percent_text as decimal(20, 6)) * direction as stated_percent,
        rules.half_digit(this_text) as this_half,
        rules.half_digit(other_text) as other_half,
        rules.half_digit(percent_text) as percent_half
    from printed
),

ranged as (
    select
        *,
        -- Last year is printed, or it is this year less the change.
        case when has_change then this_wan - direction * other_wan else other_wan end as last_wan,
        case when has_change then this_half + other_half else other_half end as last_half
    from figures
    where this_wan is not null and other_wan is not null and stated_percent is not null
),

judged as (
    select
        *,
        ((this_wan - this_half) / nullif(last_wan + last_half, 0) - 1) * 100 as least_percent,
        ((this_wan + this_half) / nullif(last_wan - last_half, 0) - 1) * 100 as most_percent
    from ranged
    where last_wan > last_half * 2
)

select
    document_key,
    'document' as subject,
    concat(
        'Page ', page, ': “', sentence, '”. The figures give ',
        case when this_wan < last_wan then 'a fall' else 'a rise' end, ' of ',
        round(abs(this_wan - last_wan) / last_wan * 100, 2), ' %.'
    ) as message,
    concat(stated_percent::decimal(12, 2), ' %') as stated,
    concat(round((this_wan - last_wan) / last_wan * 100, 2), ' %') as computed
from judged
where (stated_percent < least_percent - percent_half - 0.001 or stated_percent > most_percent + percent_half + 0.001)
-- Truncating instead of rounding is a habit, not an error.
and abs(stated_percent - (this_wan - last_wan) / last_wan * 100) > percent_half * 4

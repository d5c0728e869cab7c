-- title: The prose names a total that no table has
-- title_zh: 说明文字中的总额与表格不符
-- severity: warning
-- why: The explanation and the tables of one budget must name the same totals.
with sentences as (
    select
        document_key,
        page,
        unnest(regexp_extract_all(
            text, '(?:^|[，。；：])(?:20[0-9]{2}年)?(?:收入|支出)(?:预算)?(?:总计|合计|总额)?(?:为|：)?[0-9]+(?:\.[0-9]+)?万元'
        )) as sentence
    from rules.prose
),

stated as (
    select
        document_key,
        page,
        regexp_replace(sentence, '^[，。；：]', '') as sentence,
        regexp_extract(sentence, '([0-9]+(?:\.[0-9]+)?)万元', 1) as printed
    from sentences
),

figures as (
    select
        *,
        printed::decimal(20, 6) * 10000 as yuan,
        rules.half_digit(printed) * 20000 as digit_yuan
    from stated
),

totals as (
    select
        document_key,
        amount_yuan as yuan
    from store.revenue
    union
    select
        document_key,
        amount_yuan as yuan
    from store.spending
),

main as (
    select
        document_key,
        value_yuan as yuan
    from rules.amount
    where statement in ('summary_revenue', 'summary_expenditure') and measure = 'total' and total_yuan is not null
),

single as (
    -- A document of several units has a total for each: which one the prose means is not told.
    select document_key from main
    group by document_key
    having count(distinct yuan) = 1
)

select
    figures.document_key,
    'document' as subject,
    concat(
        'Page ', figures.page, ' says “', figures.sentence, '”; the table has ', rules.yuan(min(main.yuan)), '.'
    ) as message,
    figures.printed as stated,
    rules.plain(min(main.yuan) / 10000) as computed
from figures
inner join main on figures.document_key = main.document_key
semi join single on figures.document_key = single.document_key
where
    not exists (
        select 1
        from totals
        where totals.document_key = figures.document_key and abs(totals.yuan - figures.yuan) <= figures.digit_yuan
    )
    -- A figure of the same size, but not the same: else the sentence speaks of something else.
    and abs(main.yuan - figures.yuan) < main.yuan / 20
group by figures.document_key, figures.page, figures.sentence, figures.printed

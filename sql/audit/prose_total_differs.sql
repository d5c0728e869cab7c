-- title: The prose names a total that no table has
-- title_zh: 说明文字中的总额与表格不符
-- severity: warning
-- why: The explanation and the tables of one budget must name the same totals.
with pages as (
    select document_key, page, string_agg(trim(text), '' order by row_no, column_no) as text
    from store.cell
    where table_no = 0
    group by document_key, page
),
sentences as (
    select document_key, page, unnest(regexp_extract_all(
        replace(replace(text, ' ', ''), ',', ''),
        '(?:收入|支出)(?:预算)?(?:总计|合计|总额)(?:为|：|:)?[0-9]+(?:\.[0-9]+)?万元'
    )) as sentence
    from pages
    where text like '%万元%'
),
stated as (
    select
        *,
        regexp_extract(sentence, '([0-9]+(?:\.[0-9]+)?)万元', 1) as printed,
        regexp_extract(sentence, '([0-9]+(?:\.[0-9]+)?)万元', 1)::decimal(20, 6) * 10000 as yuan,
        10000 / pow(10, length(regexp_extract(sentence, '\.([0-9]+)万元', 1))) as digit,
    from sentences
),
totals as (
    select document_key, value_yuan as yuan from rules.amount
    union
    select document_key, year_yuan from rules.amount where year_yuan is not null
    union
    select document_key, amount_yuan from store.revenue where line_kind in ('total', 'subtotal')
    union
    select document_key, amount_yuan from store.spending where line_kind in ('total', 'subtotal')
),
main as (
    select document_key, value_yuan as yuan
    from rules.amount
    where statement in ('summary_revenue', 'summary_expenditure') and measure = 'total'
)
select
    stated.document_key,
    'document' as subject,
    concat('Page ', stated.page, ' says “', stated.sentence, '”, but no table of the document has this total.') as message,
    stated.printed as stated,
    rules.plain(min_by(main.yuan, abs(main.yuan - stated.yuan)) / 10000) as computed,
from stated
inner join main on stated.document_key = main.document_key
where not exists (
    select 1
    from totals
    where totals.document_key = stated.document_key and abs(totals.yuan - stated.yuan) <= stated.digit
)
    -- A total of the same size, but not the same: else the sentence speaks of something else.
    and abs(main.yuan - stated.yuan) < main.yuan / 5
group by stated.document_key, stated.page, stated.sentence, stated.printed

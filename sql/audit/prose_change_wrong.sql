-- title: The prose states a change that its own figures do not give
-- title_zh: 说明文字中的增减与其数字不符
-- severity: warning
-- why: “比上年…万元减少…万元，下降…%” can be worked out.
with pages as (
    select document_key, page, string_agg(trim(text), '' order by row_no, column_no) as text
    from store.cell
    where table_no = 0 and (text like '%比%' or text like '%万元%' or text like '%\%%' escape '\')
    group by document_key, page
),
sentences as (
    select document_key, page, unnest(regexp_extract_all(
        replace(replace(text, ' ', ''), ',', ''),
        '[0-9.]+万元，比(?:上年|20[0-9]{2}年)(?:预算|决算|执行)?(?:数)?[0-9.]+万元(?:增加|减少)[0-9.]+万元，(?:增长|下降|减少|增加)[0-9.]+%'
    )) as sentence
    from pages
),
figures as (
    select
        *,
        list_transform(regexp_extract_all(sentence, '([0-9]+(?:\.[0-9]+)?)(?:万元|%)', 1), lambda part: part::decimal(20, 6)) as numbers,
    from sentences
),
computed as (
    select *, abs(numbers[1] - numbers[2]) as change, abs(numbers[1] - numbers[2]) / nullif(numbers[2], 0) * 100 as percent
    from figures
    where len(numbers) = 4
)
select
    document_key,
    'document' as subject,
    concat('Page ', page, ': “', sentence, '”; the figures give a change of ', rules.plain(change::decimal(20, 6)), ' 万元 and ', round(percent, 2), ' %.') as message,
    concat(rules.plain(numbers[3]), ' 万元, ', rules.plain(numbers[4]), ' %') as stated,
    concat(rules.plain(change::decimal(20, 6)), ' 万元, ', round(percent, 2), ' %') as computed,
from computed
where abs(change - numbers[3]) > 0.02 or abs(percent - numbers[4]) > 0.06

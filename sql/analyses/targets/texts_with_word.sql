-- Which goals and indicators speak of something?
-- zh: 哪些目标和指标提到某个词？
-- param word: what to look for, Chinese or not
select
    score,
    kind,
    text,
    unit_name,
    project_name,
    fiscal_year,
    file_name,
    page
from search_text($word)
order by score desc, text asc
limit 50;

-- title: A code has one name within a document
-- title_zh: 一个科目编码在同一文件中只有一个名称
-- severity: info
-- statements: expenditure|general_public|basic
-- tolerance: zero at the printed precision
-- grain: row
-- measured_in: count
-- why: Two names for one code: a name lost characters, or a code was misread.
with spelled as (
    select
        document_key,
        function_code as code,
        function_name,
        min(line_key) as line_key
    from store.spending
    where function_code is not null and function_name is not null
    group by all
),

printed as (
    select
        document_key,
        code,
        regexp_replace(function_name, '\s', '', 'g') as name,
        min(line_key) as line_key
    from spelled
    group by all
),

counted as (
    select
        document_key,
        code,
        list(name order by name) as texts,
        min(line_key) as line_key
    from printed
    group by document_key, code
)

select
    document_key,
    concat(code, ' ', array_to_string(list_sort(texts), ' / ')) as place,
    len(texts) as left_yuan,
    1 as right_yuan,
    0 as tolerance_yuan,
    [line_key] as left_line_keys
from counted

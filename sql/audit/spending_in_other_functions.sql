-- title: Much of the spending stands under “其他” functions
-- title_zh: 支出集中于“其他”功能科目
-- message: {share} % of the expenditure of {unit} ({part:yuan} of {whole:yuan}) stands under functions called 其他
--   (codes ending in 99).
-- message_zh: {unit}的支出中{share}%（{whole:yuan}中的{part:yuan}）列在“其他”功能科目（编码尾号99）。
-- severity: info
-- why: Where the money goes is not told.
with shares as (
    select
        document_key,
        statement_key,
        min(unit_name) as unit_name,
        sum(total) as all_yuan,
        sum(total) filter (where regexp_matches(function_code, '99$')) as part_yuan,
        max_by(line_key, (total, line_key)) filter (where regexp_matches(function_code, '99$')) as line_key
    from rules.spending_row
    where
        statement = 'expenditure' and line_kind = 'leaf' and total > 0 and function_code is not null
        and stage in ('budget', 'final')
    group by document_key, statement_key, stage
)

select
    document_key,
    'unit' as subject,
    unit_name,
    round(part_yuan / all_yuan * 100, 1) as share,
    part_yuan as part,
    all_yuan as whole,
    rules.plain(part_yuan) as stated,
    rules.plain(all_yuan) as computed,
    [line_key] as line_keys
from shares
where part_yuan > all_yuan * 0.4

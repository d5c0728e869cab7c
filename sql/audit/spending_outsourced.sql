-- title: Much of the spending is outsourced
-- title_zh: 委托业务费占比高
-- message: {share} % of the expenditure of {unit} ({part:yuan} of {whole:yuan}) is outsourced (委托业务费, 30227).
-- message_zh: {unit}的支出中{share}%（{whole:yuan}中的{part:yuan}）是委托业务费（30227）。
-- severity: info
-- why: 委托业务费 (30227) pays others for the work of the office.
with shares as (
    select
        document_key,
        statement_key,
        min(unit_name) as unit_name,
        sum(total) as all_yuan,
        sum(total) filter (where regexp_matches(left(dept_economic_code, 5), '^30227$')) as part_yuan,
        max_by(line_key, (total, line_key)) filter (
            where regexp_matches(left(dept_economic_code, 5), '^30227$')
        ) as line_key
    from rules.spending_row
    where
        statement = 'expenditure' and line_kind = 'leaf' and total > 0 and left(dept_economic_code, 5) is not null
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
where part_yuan > all_yuan * 0.3

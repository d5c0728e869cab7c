-- title: Procurement: goods, works and services are the total
-- title_zh: 政府采购：货物 + 工程 + 服务 = 合计
-- severity: error
-- statements: procurement
-- proves: columns
-- tolerance: half of the last printed digit for each figure that is added
-- why: Three kinds and no others.
with kinds as (
    select
        document_key,
        statement_key,
        unit_name,
        page,
        stage,
        max(step_yuan) as step_yuan,
        max(total_yuan) filter (where measure = 'total') as total_yuan,
        min(total_key) filter (where measure = 'total') as total_key,
        sum(value_yuan) filter (where measure in ('goods', 'works', 'services')) as kinds_yuan
    from rules.amount
    where statement = 'procurement'
    group by all
)

select
    document_key,
    statement_key,
    unit_name,
    concat('page ', page) as place,
    total_yuan as left_yuan,
    kinds_yuan as right_yuan,
    rules.rounding(step_yuan, 3) as tolerance_yuan,
    [total_key] as left_line_keys,
    null::varchar[] as right_line_keys
from kinds
where total_yuan is not null and kinds_yuan is not null

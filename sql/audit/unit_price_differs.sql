-- title: The price for one and the same service differs between projects
-- title_zh: 同类服务单价不一致
-- message: The monthly price for one person ({service}) is {prices} yuan in different projects ({projects}).
-- message_zh: 同一类服务（{service}）的每人每月单价在不同项目中不同：{prices}元（{projects}）。
-- severity: info
-- why: Guards cost 3900, 4400 and 4900 yuan a month in one office: why?
with prices as (
    select
        indicator.document_key,
        indicator.project_key,
        indicator.project_name,
        indicator.unit_name,
        expression.line_key,
        expression.value,
        regexp_extract(
            concat(indicator.project_name, coalesce(indicator.target_text, indicator.indicator_name)),
            '(保安|保洁|协管员|社工|志愿者)', 1
        ) as service
    from store.expression
    inner join store.indicator using (line_key)
    where
        expression.kind = 'rate' and expression.unit in ('元/人/月', '元/月')
        and expression.value between 1500 and 30000
    union all
    select
        project.document_key,
        project.project_key,
        project.project_name,
        project.unit_name,
        null as line_key,
        expression.value,
        regexp_extract(concat(project.project_name, project.goal), '(保安|保洁|协管员|社工|志愿者)', 1) as service
    from store.expression
    inner join store.project using (project_key)
    where
        project.statement <> 'overall_targets'
        and expression.field = 'goal' and expression.kind = 'rate' and expression.unit in ('元/人/月', '元/月')
        and expression.value between 1500 and 30000
)

select
    document_key,
    'unit' as subject,
    min(unit_name) as unit_name,
    service,
    array_to_string(list(distinct rules.plain(value) order by rules.plain(value)), ', ') as prices,
    array_to_string(list(distinct project_name order by project_name), ', ') as projects,
    rules.plain(min(value)) as stated,
    rules.plain(max(value)) as computed,
    list(distinct line_key order by line_key) filter (where line_key is not null) as line_keys
from prices
where service <> ''
group by document_key, service
having count(distinct value) > 1 and count(distinct project_key) > 1

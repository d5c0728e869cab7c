-- title: A quantity differs between the indicators of one project
-- title_zh: 同一项目各指标中的数量不一致
-- message: In “{project}” the quantity indicator says “{quantity_text}”, the cost indicator “{cost_text}”.
-- message_zh: “{project}”的数量指标写“{quantity_text}”，成本指标写“{cost_text}”。
-- severity: warning
-- why: The quantity indicator and the cost text speak of another number of the same things.
with quantities as (
    select
        expression.project_key,
        indicator.level2 like '%成本%' or indicator.level1 = '成本' as is_cost,
        case expression.unit when '名' then '人' when '平米' then '平方米' else expression.unit end as unit,
        expression.value,
        expression.text,
        expression.line_key
    from store.expression
    inner join store.indicator using (line_key)
    where
        expression.kind = 'quantity' and expression.value >= 10 and not expression.is_approximate
        and expression.unit in ('套', '台', '辆', '件', '平方米', '平米', '人', '名')
        and indicator.statement = 'project_declaration'
        and (indicator.level2 in ('数量', '成本') or indicator.level1 = '成本')
        and expression.field in ('target_text', 'indicator_name')
),

sides as (
    select
        project_key,
        unit,
        is_cost,
        min(value) as value,
        min(text) as text,
        min(line_key) as line_key
    from quantities
    group by project_key, unit, is_cost
    having count(distinct value) = 1
)

select
    project.document_key,
    'project' as subject,
    project.unit_name,
    project.project_name,
    quantity.text as quantity_text,
    cost.text as cost_text,
    rules.plain(quantity.value) as stated,
    rules.plain(cost.value) as computed,
    [quantity.line_key, cost.line_key] as line_keys
from sides as quantity
inner join sides as cost using (project_key, unit)
inner join store.project using (project_key)
where not quantity.is_cost and cost.is_cost and quantity.value <> cost.value

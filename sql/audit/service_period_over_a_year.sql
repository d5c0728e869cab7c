-- title: A service period is longer than the year of the budget
-- title_zh: 服务期超过预算年度
-- message: The cost text of “{project}” counts {months} months: “{text}”.
-- message_zh: “{project}”的成本指标按{months}个月计算，超过一个预算年度：“{text}”。
-- severity: info
-- why: A budget pays for one year; a longer period belongs to another budget.
select
    indicator.document_key,
    'line' as subject,
    indicator.unit_name,
    indicator.project_name,
    rules.plain(expression.value) as months,
    expression.text,
    rules.plain(expression.value) as stated,
    '12' as computed,
    [expression.line_key] as line_keys
from store.expression
inner join store.indicator using (line_key)
where
    expression.kind = 'quantity' and expression.unit = '个月' and expression.value > 12 and expression.value < 60
    and (indicator.level1 = '成本' or indicator.level2 like '%成本%')

-- title: A service period is longer than the year of the budget
-- title_zh: 服务期超过预算年度
-- severity: info
-- why: A budget pays for one year; a longer period belongs to another budget.
select
    indicator.document_key,
    'line' as subject,
    indicator.unit_name,
    indicator.project_name,
    concat(
        'The cost text of “',
        rules.name_of(indicator.project_name, indicator.unit_name),
        '” counts ',
        rules.plain(expression.value),
        ' months: “',
        expression.text,
        '”.'
    ) as message,
    rules.plain(expression.value) as stated,
    '12' as computed,
    [expression.line_key] as line_keys
from store.expression
inner join store.indicator using (line_key)
where
    expression.kind = 'quantity' and expression.unit = '个月' and expression.value > 12 and expression.value < 60
    and (indicator.level1 = '成本' or indicator.level2 like '%成本%')

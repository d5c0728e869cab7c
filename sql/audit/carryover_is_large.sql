-- title: Much of the revenue is carried over
-- title_zh: 上年结转占比高
-- message: Of the revenue of {unit} ({revenue:yuan}) {share} % is carried over from the year before.
-- message_zh: {unit}的收入（{revenue:yuan}）中{share}%是上年结转。
-- severity: info
-- why: Money that was not spent last year is a large part of this year's.
select
    document_key,
    'unit' as subject,
    unit_name,
    value_yuan as revenue,
    round(carryover_yuan / value_yuan * 100, 1) as share,
    carryover_yuan as stated,
    value_yuan as computed,
    [carryover_key] as line_keys
from rules.amount
where statement = 'summary_revenue' and measure = 'total' and carryover_yuan > value_yuan * 0.3 and value_yuan > 0

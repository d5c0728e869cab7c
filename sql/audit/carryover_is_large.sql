-- title: Much of the revenue is carried over
-- title_zh: 上年结转占比高
-- severity: info
-- why: Money that was not spent last year is a large part of this year's.
select
    document_key,
    'unit' as subject,
    unit_name,
    concat(
        'Of the revenue of ',
        coalesce(unit_name, 'the unit'),
        ' (',
        rules.yuan(value_yuan),
        ') ',
        round(carryover_yuan / value_yuan * 100, 1),
        ' % is carried over from the year before.'
    ) as message,
    carryover_yuan as stated,
    value_yuan as computed,
    [carryover_key] as line_keys
from rules.amount
where statement = 'summary_revenue' and measure = 'total' and carryover_yuan > value_yuan * 0.3 and value_yuan > 0

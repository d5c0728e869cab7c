-- title: The parts of the overall budget do not come to its total
-- title_zh: 部门整体绩效：基本支出 + 项目支出 ≠ 预算总额
-- severity: warning
-- why: The form of the whole department names its budget and its two parts.
select
    document_key,
    'unit' as subject,
    unit_name,
    concat(
        'The overall form of ',
        coalesce(unit_name, 'the unit'),
        ' states ',
        rules.yuan(amount_yuan),
        '; fiscal and other money come to ',
        rules.yuan(coalesce(fiscal_yuan, 0) + coalesce(other_yuan, 0)),
        '.'
    ) as message,
    amount_yuan as stated,
    coalesce(fiscal_yuan, 0) + coalesce(other_yuan, 0) as computed
from store.project
where
    statement = 'overall_targets' and amount_yuan is not null and fiscal_yuan is not null and other_yuan is not null
    and abs(amount_yuan - coalesce(fiscal_yuan, 0) - coalesce(other_yuan, 0)) > 100

-- title: The parts of the overall budget do not come to its total
-- title_zh: 部门整体绩效：基本支出 + 项目支出 ≠ 预算总额
-- message: The overall form of {unit} states {total_stated:yuan}; fiscal and other money come to {parts:yuan}.
-- message_zh: {unit}的部门整体绩效目标表写明总额{total_stated:yuan}，财政资金与其他资金之和为{parts:yuan}。
-- severity: warning
-- why: The form of the whole department names its budget and its two parts.
select
    document_key,
    'unit' as subject,
    unit_name,
    amount_yuan as total_stated,
    coalesce(fiscal_yuan, 0) + coalesce(other_yuan, 0) as parts,
    amount_yuan as stated,
    coalesce(fiscal_yuan, 0) + coalesce(other_yuan, 0) as computed
from store.project
where
    statement = 'overall_targets' and amount_yuan is not null and fiscal_yuan is not null and other_yuan is not null
    and abs(amount_yuan - coalesce(fiscal_yuan, 0) - coalesce(other_yuan, 0)) > 100

-- title: Final account: no more is spent than the adjusted budget
-- title_zh: 决算：决算数 ≤ 调整预算数
-- severity: warning
-- statements: expenditure|summary_expenditure|general_public|three_public
-- tolerance: zero at the printed precision
-- relation: <=
-- why: Spending above the adjusted budget needs a decision of its own.
select
    final.document_key,
    final.statement_key,
    final.unit_name,
    concat('page ', final.page) as place,
    final.value_yuan as left_yuan,
    adjusted.value_yuan as right_yuan,
    greatest(final.step_yuan, adjusted.step_yuan) as tolerance_yuan,
    [final.total_key] as left_line_keys,
    [adjusted.total_key] as right_line_keys
from rules.amount as final
inner join rules.amount as adjusted using (statement_key, measure)
where
    final.stage in ('final', 'executed') and adjusted.stage = 'adjusted_budget' and final.measure = 'total'
    and final.value_yuan is not null and adjusted.value_yuan is not null
    and final.statement in ('expenditure', 'summary_expenditure', 'general_public', 'three_public')

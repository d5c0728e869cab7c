-- title: Final account: the budget column is the budget that was published
-- title_zh: 决算的年初预算数 = 公布的预算数
-- severity: warning
-- statements: expenditure
-- tolerance: zero at the printed precision
-- otherwise: no other document of the same unit to compare with
-- why: Final accounts (决算) print the budget beside the outcome: it must be the budget that was voted.
with sides as (
    select
        amount.document_key,
        amount.statement_key,
        statement.unit_name,
        statement.fiscal_year,
        statement.document_kind,
        amount.stage,
        amount.page,
        amount.value_yuan,
        amount.step_yuan,
        amount.total_key,
        amount.statement
    from rules.amount
    inner join rules.statement using (statement_key)
    where
        amount.measure = 'total'
        and amount.statement in ('expenditure', 'summary_expenditure', 'general_public', 'three_public')
        and statement.unit_name is not null and statement.fiscal_year is not null and amount.value_yuan is not null
)

select
    final.document_key,
    final.statement_key,
    final.unit_name,
    concat('page ', final.page, ', against the budget') as place,
    final.value_yuan as left_yuan,
    budget.value_yuan as right_yuan,
    greatest(final.step_yuan, budget.step_yuan) as tolerance_yuan,
    [final.total_key] as left_line_keys,
    [budget.total_key] as right_line_keys
from sides as final
inner join sides as budget using (unit_name, fiscal_year, statement)
where
    final.document_kind = 'final' and final.stage in ('budget', 'initial_budget') and budget.document_kind = 'budget'
    and budget.stage = 'budget'

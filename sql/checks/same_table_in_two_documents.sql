-- title: Across documents: two publications of one budget agree
-- title_zh: 跨文件：同一单位同一年度的两份文件一致
-- severity: warning
-- statements: summary_expenditure|expenditure|general_public
-- tolerance: zero at the printed precision
-- otherwise: no other document of the same unit to compare with
-- why: A budget that was published twice (as text and as tables, before and after a correction) should say
--   the same.
with totals as (
    select
        amount.*,
        statement.own_unit_code,
        statement.document_kind
    from rules.amount
    inner join rules.statement using (statement_key)
    where
        amount.statement in ('summary_expenditure', 'expenditure', 'general_public') and amount.measure = 'total'
        and amount.value_yuan is not null and statement.own_unit_code is not null and amount.fiscal_year is not null
        and amount.unit_name is not null
)

select
    one.document_key,
    one.statement_key,
    one.unit_name,
    concat('page ', one.page, ' and page ', other.page, ' of the other document') as place,
    one.value_yuan as left_yuan,
    other.value_yuan as right_yuan,
    greatest(one.step_yuan, other.step_yuan) as tolerance_yuan,
    [one.total_key] as left_line_keys,
    [other.total_key] as right_line_keys
from totals as one
inner join totals as other using (own_unit_code, unit_name, fiscal_year, stage, statement, document_kind)
where one.document_key < other.document_key

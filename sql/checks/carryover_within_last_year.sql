-- title: Across years: what is carried over is no more than last year had
-- title_zh: 跨年度：上年结转 ≤ 上年收入总计
-- severity: warning
-- statements: summary_revenue
-- tolerance: zero at the printed precision
-- relation: <=
-- otherwise: no other document of the same unit to compare with
-- why: Money that is carried over was revenue of the year before.
with totals as (
    select
        amount.*,
        statement.own_unit_code
    from rules.amount
    inner join rules.statement using (statement_key)
    where
        amount.statement = 'summary_revenue' and amount.measure = 'total' and amount.value_yuan is not null
        and amount.unit_name is not null and amount.fiscal_year is not null
)

select
    this.document_key,
    this.statement_key,
    this.unit_name,
    concat('page ', this.page, ', against ', last.fiscal_year) as place,
    this.carryover_yuan as left_yuan,
    last.value_yuan as right_yuan,
    greatest(this.step_yuan, last.step_yuan) as tolerance_yuan,
    [this.carryover_key] as left_line_keys,
    [last.total_key] as right_line_keys
from totals as this
inner join totals as last
    on this.unit_name = last.unit_name and this.fiscal_year = last.fiscal_year + 1 and this.stage = last.stage
where this.carryover_yuan is not null

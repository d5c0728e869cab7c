-- title: The three public expenses rise
-- title_zh: “三公”经费比上年增加
-- message: The three public expenses (“三公”经费) of {unit} rise from {last:yuan} to {this_year:yuan}.
-- message_zh: {unit}的“三公”经费由{last:yuan}增至{this_year:yuan}。
-- severity: info
-- why: The rule of frugality asks for a reason.
with totals as (
    select
        amount.*,
        coalesce(total_yuan, leaf_yuan) as yuan
    from rules.amount
    where
        statement = 'three_public'
        and measure = 'total'
        and stage = 'budget'
        and fiscal_year is not null
        and unit_name is not null
    qualify count(*) over (partition by unit_name, fiscal_year) = 1
)

select
    this.document_key,
    'unit' as subject,
    this.unit_name,
    last.yuan as last,
    this.yuan as this_year,
    last.yuan as stated,
    this.yuan as computed,
    [this.total_key] as line_keys
from totals as this
inner join totals as last on this.unit_name = last.unit_name and this.fiscal_year = last.fiscal_year + 1
where this.yuan > last.yuan

-- title: The three public expenses rise, by the table itself
-- title_zh: “三公”经费比上年增加（表内两年对比）
-- message: The three public expenses (“三公”经费) of {unit} rise from {last_year:yuan} to {this_year:yuan}[[, most for {item}]].
-- message_zh: {unit}的“三公”经费由{last_year:yuan}增至{this_year:yuan}[[，主要是{item_zh}]]。
-- severity: info
-- why: The rule of frugality asks for a reason; the table prints both years.
with years as (
    select
        *,
        max(fiscal_year) over (partition by statement_key) as this_fiscal_year
    from rules.three_public
    where stage = 'budget' and total is not null and fiscal_year is not null
),

-- A table that lists units has a row for each: their sum is the table's, and one row of each year is the whole.
totals as (
    select
        statement_key,
        fiscal_year,
        this_fiscal_year,
        min(document_key) as document_key,
        min(unit_name) as unit_name,
        max(total) as total,
        max_by(overseas, (total, line_key)) as overseas,
        max_by(reception, (total, line_key)) as reception,
        max_by(vehicle_purchase, (total, line_key)) as vehicle_purchase,
        max_by(vehicle_operation, (total, line_key)) as vehicle_operation,
        max_by(line_key, (total, line_key)) as line_key
    from years
    group by statement_key, fiscal_year, this_fiscal_year
),

risen as (
    select
        this.document_key,
        this.unit_name,
        this.total as this_total,
        last.total as last_total,
        this.line_key as this_key,
        last.line_key as last_key,
        list_max([
            {
                'rise': coalesce(this.overseas, 0) - coalesce(last.overseas, 0), 'en': 'travel abroad', 'zh': '因公出国（境）费'
            },
            { 'rise': coalesce(this.reception, 0) - coalesce(last.reception, 0), 'en': 'reception', 'zh': '公务接待费' },
            {
                'rise': coalesce(this.vehicle_purchase, 0) - coalesce(last.vehicle_purchase, 0),
                'en': 'the purchase of vehicles',
                'zh': '公务用车购置费'
            },
            {
                'rise': coalesce(this.vehicle_operation, 0) - coalesce(last.vehicle_operation, 0),
                'en': 'running vehicles',
                'zh': '公务用车运行维护费'
            }
        ]) as most
    from totals as this
    inner join totals as last
        on this.statement_key = last.statement_key and this.fiscal_year = last.fiscal_year + 1
    where this.fiscal_year = this.this_fiscal_year and this.total > last.total
)

select
    document_key,
    'unit' as subject,
    unit_name,
    last_total as last_year,
    this_total as this_year,
    case when most.rise > 0 then most.en end as item,
    case when most.rise > 0 then most.zh end as item_zh,
    last_total as stated,
    this_total as computed,
    this_total - last_total as amount_yuan,
    [this_key, last_key] as line_keys
from risen

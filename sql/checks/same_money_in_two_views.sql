-- title: One document: a table that is printed by two views comes to the same
-- title_zh: 同一文件：同一张表按不同分类列示，合计一致
-- severity: error
-- statements: summary_expenditure|expenditure|appropriation_expenditure|general_public|basic
-- tolerance: half of the last printed digit for each figure that is added
-- otherwise: the document prints each of these tables by one view only
-- why: The same money by function, by economic item or by unit is the same money: a difference is a lost row, a misread
--   title, or an error of the publication.
with totals as (
    select
        amount.*,
        coalesce(amount.year_yuan, amount.total_yuan - coalesce(amount.year_end_yuan, 0)) as printed_yuan
    from rules.amount
    where
        amount.statement in (
            'summary_expenditure', 'expenditure', 'appropriation_expenditure', 'general_public', 'basic'
        )
        and amount.measure = 'total' and amount.total_yuan is not null and amount.view is not null
        and amount.total_yuan = amount.least_total_yuan and not coalesce(amount.is_selection, false)
),

-- A kind that is printed twice by one view is printed for two units: which of them the other view is of, nobody tells.
alone as (
    select *
    from totals
    qualify
        count(*) over (partition by document_key, set_no, statement, covers, unit_name, fiscal_year, stage, view) = 1
)

select
    one.document_key,
    one.statement_key,
    one.unit_name,
    concat('by ', one.view, ' on page ', one.page, ', by ', other.view, ' on page ', other.page) as place,
    one.printed_yuan as left_yuan,
    other.printed_yuan as right_yuan,
    rules.rounding(greatest(one.step_yuan, other.step_yuan), greatest(one.leaf_count, other.leaf_count))
        as tolerance_yuan,
    [one.total_key] as left_line_keys,
    [other.total_key] as right_line_keys
from alone as one
inner join alone as other
    on
        one.document_key = other.document_key
        and one.set_no = other.set_no
        and one.statement = other.statement
        and one.covers is not distinct from other.covers
        and one.unit_name is not distinct from other.unit_name
        and one.fiscal_year is not distinct from other.fiscal_year
        and one.stage = other.stage
        and one.view < other.view

-- title: The total of the revenue table is that of the summary
-- title_zh: 收入总表合计 = 收支总表收入总计
-- severity: error
-- statements: revenue_by_unit, summary_revenue
-- tolerance: zero at the printed precision
-- why: The same money stands in both tables; in a final account (决算) the revenue table leaves the opening
--   carry-over out.
select
    lefts.document_key,
    lefts.statement_key,
    lefts.unit_name,
    concat('page ', lefts.page, ' and page ', rights.page) as place,
    lefts.value_yuan as left_yuan,
    case
        when lefts.stage = 'final' and lefts.value_yuan <> rights.value_yuan
            then coalesce(rights.year_yuan, rights.value_yuan)
        else rights.value_yuan
    end as right_yuan,
    greatest(lefts.step_yuan, rights.step_yuan) as tolerance_yuan,
    [lefts.total_key] as left_line_keys,
    [rights.total_key] as right_line_keys,
    case
        when not lefts.is_printed or not rights.is_printed
            then rules.not_whole(
                lefts.is_printed, rights.is_printed, left_yuan, right_yuan, greatest(lefts.step_yuan, rights.step_yuan)
            )
    end as not_applicable_reason
from rules.side('revenue_by_unit', 'total') as lefts
inner join rules.side('summary_revenue', 'total') as rights using (document_key, set_no, stage)

-- title: The total of the expenditure table is that of the summary, less what is carried into the next year
-- title_zh: 支出总表合计 = 收支总表支出总计 − 年终结转
-- severity: error
-- statements: expenditure, summary_expenditure
-- tolerance: zero at the printed precision
-- why: The same money stands in both tables; a year-end carry-over is printed in the summary alone.
select
    lefts.document_key,
    lefts.statement_key,
    lefts.unit_name,
    concat('page ', lefts.page, ' and page ', rights.page) as place,
    lefts.value_yuan as left_yuan,
    case
        when lefts.value_yuan = rights.value_yuan then rights.value_yuan
        else coalesce(rights.value_yuan - rights.year_end_yuan, rights.value_yuan)
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
from rules.side('expenditure', 'total') as lefts
inner join rules.side('summary_expenditure', 'total') as rights using (document_key, set_no, stage)

-- title: Summary: this year's revenue and carry-over are this year's expenditure and what is carried on
-- title_zh: 收支总表：本年收入 + 上年结转 = 本年支出 + 结转下年
-- severity: error
-- statements: summary_revenue, summary_expenditure
-- tolerance: half of the last printed digit for each figure that is added
-- why: The two subtotals of the year may differ, but only by the carry-over.
select
    lefts.document_key,
    lefts.statement_key,
    lefts.unit_name,
    concat('page ', lefts.page) as place,
    lefts.year_yuan + coalesce(lefts.carryover_yuan, 0) as left_yuan,
    rights.year_yuan + coalesce(rights.year_end_yuan, 0) as right_yuan,
    (greatest(lefts.step_yuan, rights.step_yuan) * 2)::decimal(20, 2) as tolerance_yuan,
    [lefts.total_key] as left_line_keys,
    [rights.total_key] as right_line_keys
from rules.side('summary_revenue', 'total') as lefts
inner join rules.side('summary_expenditure', 'total') as rights using (document_key, set_no, stage)
where lefts.year_yuan is not null and rights.year_yuan is not null
-- Where more than the carry-over stands below the subtotals, the totals tell the same and have a rule.
and abs(lefts.value_yuan - lefts.year_yuan - coalesce(lefts.carryover_yuan, 0)) <= lefts.step_yuan * 2

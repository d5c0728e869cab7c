-- title: Summary: this year's revenue is the sum of its rows
-- title_zh: 收支总表：本年收入合计 = 各项收入之和
-- severity: error
-- statements: summary_revenue
-- proves: columns
-- measure: total
-- tolerance: half of the last printed digit for each figure that is added
-- why: The subtotal of the year without carry-over.
select
    document_key,
    statement_key,
    unit_name,
    concat('page ', page) as place,
    year_yuan as left_yuan,
    -- Rows below the subtotal of the year are not part of it, where the table prints it below its rows.
    case
        when year_yuan = above_yuan then above_yuan
        else leaf_yuan - coalesce(carryover_yuan, 0) - coalesce(year_end_yuan, 0)
    end as right_yuan,
    rules.rounding(step_yuan, leaf_count) as tolerance_yuan,
    [year_key] as left_line_keys,
    null::varchar[] as right_line_keys
from rules.amount
where statement = 'summary_revenue' and measure = 'total' and year_yuan is not null and leaf_yuan is not null

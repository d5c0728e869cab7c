-- title: Summary: this year's revenue and the carry-over are the total revenue
-- title_zh: 收支总表：本年收入合计 + 上年结转结余 = 收入总计
-- severity: error
-- statements: summary_revenue
-- proves: columns
-- measure: total
-- tolerance: half of the last printed digit for each figure that is added
-- why: Carry-over (结转) is money of earlier years; it must be told apart from new money.
select
    document_key,
    statement_key,
    unit_name,
    concat('page ', page) as place,
    total_yuan as left_yuan,
    -- 上级补助收入 and the like may stand below the subtotal beside the carry-over.
    case
        when total_yuan = year_yuan + below_yuan then year_yuan + below_yuan
        else year_yuan + coalesce(carryover_yuan, 0)
    end as right_yuan,
    rules.rounding(step_yuan, 2) as tolerance_yuan,
    [total_key] as left_line_keys,
    [year_key, carryover_key] as right_line_keys
from rules.amount
where statement = 'summary_revenue' and measure = 'total' and year_yuan is not null and total_yuan is not null

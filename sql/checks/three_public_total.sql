-- title: Three public expenses: the total is travel abroad, receptions and vehicles
-- title_zh: “三公”经费：合计 = 因公出国 + 公务接待 + 公务用车
-- severity: error
-- statements: three_public
-- proves: columns
-- tolerance: half of the last printed digit for each figure that is added
-- why: The table is short, so that an error is plain to see.
with sums as (
    select
        *,
        coalesce(overseas, 0)
        + coalesce(reception, 0)
        + coalesce(vehicle_total, coalesce(vehicle_purchase, 0) + coalesce(vehicle_operation, 0)) as three_yuan,
        coalesce(meeting, 0) + coalesce(training, 0) as with_them_yuan
    from rules.three_public
    where total is not null and coalesce(overseas, reception, vehicle_total, vehicle_operation) is not null
)

select
    document_key,
    statement_key,
    unit_name,
    rules.place(page, table_no, row_no, stage) as place,
    total as left_yuan,
    -- 合计 of a table that prints meetings and training beside them may be that of all five.
    case
        when abs(total - three_yuan - with_them_yuan) <= rules.rounding(step_yuan, 5) then three_yuan + with_them_yuan
        else three_yuan
    end as right_yuan,
    rules.rounding(step_yuan, 5) as tolerance_yuan,
    [line_key] as left_line_keys,
    null::varchar[] as right_line_keys
from sums

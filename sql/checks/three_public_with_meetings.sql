-- title: Three public expenses with meetings and training: the total is the sum of the parts
-- title_zh: “三公”、会议、培训：合计 = 三公 + 会议费 + 培训费
-- severity: error
-- statements: three_public
-- proves: columns
-- tolerance: half of the last printed digit for each figure that is added
-- why: Jiangsu prints the five together.
select
    document_key,
    statement_key,
    unit_name,
    rules.place(page, table_no, row_no, stage) as place,
    total_with_meeting_training as left_yuan,
    coalesce(total, 0) + coalesce(meeting, 0) + coalesce(training, 0) as right_yuan,
    rules.rounding(step_yuan, 3) as tolerance_yuan,
    [line_key] as left_line_keys,
    null::varchar[] as right_line_keys
from rules.three_public
where total_with_meeting_training is not null and total is not null

-- title: Self-evaluation: a score is no more than its weight
-- title_zh: 自评表：得分 ≤ 分值
-- severity: error
-- statements: self_evaluation
-- proves: rows
-- tolerance: zero at the printed precision
-- relation: <=
-- grain: row
-- measured_in: points
-- why: A score above its weight is impossible.
select
    document_key,
    statement_key,
    unit_name,
    rules.place(page, table_no, row_no, indicator_name) as place,
    score as left_yuan,
    weight as right_yuan,
    0 as tolerance_yuan,
    [line_key] as left_line_keys
from store.indicator
where statement = 'self_evaluation' and score is not null and weight is not null

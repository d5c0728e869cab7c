-- title: Three public expenses: receptions is its economic item in the expenditure table
-- title_zh: “三公”经费：公务接待费 = 支出总表相应经济科目
-- severity: warning
-- statements: three_public, expenditure
-- tolerance: half of the last printed digit for each figure that is added
-- why: Money spent on the three public expenses outside their items is hidden; items above the table are
--   paid from other funds.
with items as (
    select
        document_key,
        set_no,
        stage,
        sum(total) as item_yuan,
        count(*) as rows,
        list(line_key order by line_key) as line_keys,
        max(step_yuan) as step_yuan
    from rules.spending_row
    where statement = 'expenditure' and line_kind = 'leaf' and left(dept_economic_code, 5) in ('30217')
    group by all
)

select
    three_public.document_key,
    three_public.statement_key,
    three_public.unit_name,
    rules.place(three_public.page, three_public.table_no, three_public.row_no, null) as place,
    -- The item may hold money that is not fiscal; a table above its item cannot be explained so.
    case when three_public.reception < items.item_yuan then 'info' end as severity,
    three_public.reception as left_yuan,
    items.item_yuan as right_yuan,
    rules.rounding(greatest(three_public.step_yuan, items.step_yuan), items.rows) as tolerance_yuan,
    [three_public.line_key] as left_line_keys,
    items.line_keys as right_line_keys
from rules.three_public
inner join items using (document_key, set_no, stage)
where three_public.reception is not null
qualify count(*) over (partition by document_key, set_no, stage) = 1

-- title: Each class of the summary is the sum of its codes in the expenditure table
-- title_zh: 收支总表各类支出 = 支出总表该类之和
-- severity: error
-- statements: summary_expenditure, expenditure
-- tolerance: half of the last printed digit for each figure that is added
-- grain: row
-- why: The summary names the classes (类) in words; the expenditure table gives their codes.
with classes as (
    select
        set_id,
        stage,
        left(function_code, 3) as class_code,
        sum(total_yuan) as class_yuan,
        sum(total_count) as rows,
        min(statement_id) as whole_id,
        min(line_key) as line_key,
        max(step_yuan) as step_yuan
    from rules.function_sum
    where statement = 'expenditure' and total_count > 0
    group by all
),

named as (
    select distinct
        code,
        regexp_replace(name, '支出$', '') as class_name
    from reference.function_codes
    where length(code) = 3
),

labelled as (
    select
        *,
        regexp_matches(label, '^[（(]?[一二三四五六七八九十]+[、.．)）]') as has_ordinal
    from rules.spending_row
    where
        statement = 'summary_expenditure'
        and line_kind in ('leaf', 'subtotal')
        and not is_of_which
        and total is not null
),

-- Tables that number their classes: a row without a number is a 款 or 项, whatever its name (其他支出 is the name of both).
numbering as (
    select statement_key
    from labelled
    group by statement_key
    having bool_or(has_ordinal)
),

summary as (
    select
        labelled.*,
        regexp_replace(regexp_replace(label, '^.*[、.．)）]', ''), '(支出|类)*$', '') as class_name
    from labelled
    where
        coalesce(length(function_code), 3) = 3
        and (has_ordinal or statement_key not in (select statement_key from numbering))
    -- A class that stands in a summary more than once is split in a way this rule does not know.
    qualify count(*) over (partition by statement_key, stage, class_name) = 1
)

select
    summary.document_key,
    summary.statement_key,
    summary.unit_name,
    rules.place(summary.page, summary.table_no, summary.row_no, summary.label) as place,
    -- A table that is short of rows has a rule of its own.
    case when classes.whole_id in (select statement_id from rules.short_table) then 'info' end as severity,
    summary.total as left_yuan,
    classes.class_yuan as right_yuan,
    rules.rounding(greatest(summary.step_yuan, classes.step_yuan), classes.rows) as tolerance_yuan,
    [summary.line_key] as left_line_keys,
    [classes.line_key] as right_line_keys
from summary
inner join named using (class_name)
inner join classes
    on
        summary.set_id = classes.set_id
        and summary.stage = classes.stage
        and coalesce(summary.function_code, named.code) = classes.class_code
        and named.code = classes.class_code

-- Grain: one failure: whose fault it is, and all reasons for it, in words and one column for each.
--
-- For us (reading): an unread cell in the same table, levels that were not told apart, a figure of the sum that was repaired
-- or read by OCR, a rule of rows that most rows of a table fail. For the publication: two readings that agree on
-- every figure, rows that add up across, sums of the same table that close, rounding. What speaks for us outweighs: a document
-- is not accused while our own reading is in doubt. Where nothing speaks for either, it is undecided.
--
-- A row that does not add up across is judged by its own cells; a sum down a column by its table; a figure that two tables
-- print by the printed figures: levels that are not told apart say nothing of a printed total.
create or replace temp table verdict as
with lost as (
    -- A notice lost_row is no evidence: it is told from the same sum that fails.
    select statements.statement_key
    from mart.statement as statements
    inner join quality.notice as notice
        on statements.document_key = notice.document_key
    where notice.rule_code = 'lost_project' and statements.statement in ('project_budget', 'project_targets')
    group by statements.statement_key
),

all_over as (
    select
        row_rules.rule_code,
        row_rules.statement_key
    from row_rules
    inner join ruled as rules
        on row_rules.rule_code = rules.rule_code
    where
        rules.proves = 'rows' and row_rules.failed_rows >= verdict_limit('rows_that_fail')
        and row_rules.failed_rows > coalesce(row_rules.held_rows, 0)
),

across as (
    -- Rows that add up across, and none that does not: the figures stand in their columns.
    select row_rules.statement_key
    from row_rules
    inner join ruled as rules
        on row_rules.rule_code = rules.rule_code
    where rules.proves = 'rows'
    group by row_rules.statement_key
    having
        coalesce(sum(row_rules.held_rows), 0) >= verdict_limit('rows_that_prove')
        and sum(row_rules.failed_rows) * 10 <= sum(row_rules.held_rows)
),

column_cells as (
    select
        statement_key,
        bool_and(reading = 'both') as is_agreed,
        bool_or(is_repaired and line_key not in (
            select line_key from mart.repair
            where confidence = 'proved'
        ))
            as is_unproved
    from column_line
    where line_kind = 'leaf'
    group by statement_key
),

flags as (
    select
        failing_row.failing_no,
        failing_row.is_rounding,
        coalesce(
            bool_or(
                unread_table.statement_key is not null
                and failing_row.proves <> 'rows'
                and (not failing_row.is_between_tables or failing_row.is_one_sided)
            ),
            false
        ) as has_unread_cells,
        coalesce(
            bool_or(
                tree_doubt.statement_key is not null
                and failing_row.proves <> 'rows'
                and (not failing_row.is_between_tables or failing_row.is_one_sided)
            ),
            false
        ) as has_undecided_levels,
        coalesce(
            bool_or(
                failing_statement.is_unproved
                or (failing_row.proves = 'columns' and coalesce(column_cells.is_unproved, false))
            ),
            false
        ) as has_repaired_figure,
        coalesce(bool_or(failing_statement.is_ocr), false) as has_ocr,
        coalesce(bool_or(lost.statement_key is not null), false) as has_lost_projects,
        coalesce(bool_or(all_over.statement_key is not null), false) as fails_all_over,
        coalesce(
            bool_and(
                coalesce(failing_statement.is_agreed, true)
                and (failing_row.proves <> 'columns' or coalesce(column_cells.is_agreed, false))
            )
            and bool_or(coalesce(failing_statement.is_agreed, false)),
            false
        ) as readings_agree,
        coalesce(bool_and(across.statement_key is not null), false) as rows_add_up_across,
        coalesce(bool_or(printed_short.statement_key is not null), false) as is_printed_short,
        min(tree_doubt.reason) as tree_reason,
        min(tree_doubt.reason_zh) as tree_reason_zh
    from failing_row
    left join failing_statement
        on failing_row.failing_no = failing_statement.failing_no
    left join unread_table
        on failing_statement.statement_key = unread_table.statement_key
    left join tree_doubt
        on failing_statement.statement_key = tree_doubt.statement_key
    left join all_over
        on failing_row.rule_code = all_over.rule_code and failing_statement.statement_key = all_over.statement_key
    left join column_cells
        on failing_statement.statement_key = column_cells.statement_key
    left join lost
        on failing_statement.statement_key = lost.statement_key
    left join across
        on failing_statement.statement_key = across.statement_key
    left join printed_short
        on failing_statement.statement_key = printed_short.statement_key
    where failing_row.suite = 'checks'
    group by failing_row.failing_no, failing_row.is_rounding
),

checks as (
    select
        flags.*,
        proved.failing_no is not null as own_sums_prove,
        case
            when flags.is_rounding then 'publication'
            when
                has_unread_cells or has_undecided_levels or has_repaired_figure or has_ocr or fails_all_over
                or has_lost_projects
                then 'reading'
            when readings_agree or rows_add_up_across or is_printed_short or proved.failing_no is not null
                then 'publication'
            else 'undecided'
        end as fault
    from flags
    left join proved
        on flags.failing_no = proved.failing_no
)

select
    failing_row.failing_no,
    failing_row.finding_key,
    failing_row.rule_code,
    failing_row.document_key,
    case
        when failing_row.suite = 'checks' then checks.fault
        when
            failing_row.suite = 'notices' and regexp_matches(failing_row.rule_code, '^(lost_project|un)')
            then 'reading'
        else 'publication'
    end as fault,
    coalesce(checks.has_unread_cells, false) as has_unread_cells,
    coalesce(checks.has_undecided_levels, false) as has_undecided_levels,
    coalesce(checks.has_repaired_figure, false) as has_repaired_figure,
    coalesce(checks.has_ocr, false) as has_ocr,
    coalesce(checks.has_lost_projects, false) as has_lost_projects,
    coalesce(checks.fails_all_over, false) as fails_all_over,
    coalesce(checks.readings_agree, false) as readings_agree,
    coalesce(checks.rows_add_up_across, false) as rows_add_up_across,
    coalesce(checks.own_sums_prove, false) as own_sums_prove,
    coalesce(checks.is_printed_short, false) as is_printed_short,
    coalesce(failing_row.is_rounding, false) as is_rounding,
    case
        when failing_row.suite = 'notices' and regexp_matches(failing_row.rule_code, '^(lost_project|un)')
            then 'the reader says so itself'
        when failing_row.suite <> 'checks' then 'the text is the document''s own'
        when checks.is_rounding then 'the figures are rounded'
        when checks.fault = 'reading'
            then concat_ws(
                '; ',
                case when has_unread_cells then 'cells of the table are in quarantine' end,
                case when has_undecided_levels then tree_reason end,
                case when has_repaired_figure then 'a figure of the sum was repaired' end,
                case when has_ocr then 'a figure was read by OCR' end,
                case when has_lost_projects then 'projects of the table are lost' end,
                case when fails_all_over then concat('most rows of the table fail ', failing_row.rule_code) end
            )
        when checks.fault = 'publication'
            then concat_ws(
                '; ',
                case when is_printed_short then 'every row adds up across, and together they come to less' end,
                case when readings_agree then 'two readings agree on every figure' end,
                case when rows_add_up_across and not is_printed_short then 'the rows of the table add up across' end,
                case when own_sums_prove then 'other sums of the table close: the figures are read without doubt' end
            )
        else 'no sum of the table''s own proves how its figures were read'
    end as reasons,
    case
        when failing_row.suite = 'notices' and regexp_matches(failing_row.rule_code, '^(lost_project|un)')
            then '读取程序自己说明'
        when failing_row.suite <> 'checks' then '文字为文件原文'
        when checks.is_rounding then '四舍五入'
        when checks.fault = 'reading'
            then concat_ws(
                '；',
                case when has_unread_cells then '表中有未读出的单元格' end,
                case when has_undecided_levels then tree_reason_zh end,
                case when has_repaired_figure then '有数字经过修复' end,
                case when has_ocr then '有数字由OCR识别' end,
                case when has_lost_projects then '表中有项目缺失' end,
                case when fails_all_over then '表中多数行都不符合此规则' end
            )
        when checks.fault = 'publication'
            then concat_ws(
                '；',
                case when is_printed_short then '每行横向相符，而各行之和小于合计' end,
                case when readings_agree then '两种读法逐格一致' end,
                case when rows_add_up_across and not is_printed_short then '表中各行横向相符' end,
                case when own_sums_prove then '表中其他合计相符，读数无疑' end
            )
        else '没有表内合计能证明读数'
    end as reasons_zh
from failing_row
left join checks
    on failing_row.failing_no = checks.failing_no
order by failing_row.failing_no;

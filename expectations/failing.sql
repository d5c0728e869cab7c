-- Every row of a rule that does not hold, with whose fault it is and whether it is known.
-- Grain of temp.failing: one application of a rule of sql/checks that does not hold, one finding of a rule of sql/audit,
-- or one finding of the loaders.
--
-- Whose fault: a table is doubtful where our reading of it is: cells of it are in quarantine, projects of it are lost,
-- figures of it were read by OCR, rules fail in it all over (a misprint is one figure; a misread column is every row of
-- it), or whole rows of it are counted twice or not at all. A failure that rests on a doubtful table, or on a figure that
-- was repaired without proof, is a fault of our reading; else the document contradicts itself. What is less than a yuan
-- is rounding, and so the document's own. Where every row adds up across, the rows come to less than the total and no
-- cell of the document was left unread, rows were left out in print: offices do so with what is secret.
--
-- Without doubt is only what the table's own sums prove: a table whose totals were lost breaks no rule of its own, and all
-- its rows may be misread. Where nothing proves it, it is undecided whose fault a failure is.
create or replace temp macro in_words(amount) as concat(
    case when amount < 0 then '-' end, format('{:,}', floor(abs(amount))::bigint), '.', right(amount::varchar, 2)
);

create or replace temp table failing_row as
with checks as (
    select
        reconciliation.rule_code,
        'checks' as suite,
        reconciliation.severity,
        reconciliation.document_key,
        reconciliation.statement_key,
        reconciliation.measured_in = 'yuan' and abs(reconciliation.difference_yuan) < 1 as is_rounding,
        concat(
            coalesce(reconciliation.place || ': ', ''), in_words(reconciliation.left_yuan),
            case reconciliation.relation when '<=' then ' exceeds ' else ' is not ' end, in_words(reconciliation.right_yuan),
            case reconciliation.measured_in when 'yuan' then ' yuan' else '' end
        ) as text,
        concat_ws('|', reconciliation.unit_name, reconciliation.left_yuan, reconciliation.right_yuan) as figures,
        list_concat(reconciliation.left_line_keys, reconciliation.right_line_keys) as line_keys,
        -- A side that no line prints is a sum of whatever was read.
        coalesce(list_count(reconciliation.left_line_keys), 0) = 0
        or coalesce(list_count(reconciliation.right_line_keys), 0) = 0 as is_one_sided,
    from reconciled as reconciliation
    where not reconciliation.holds
),
audit as (
    select
        finding.rule_code,
        'audit' as suite,
        finding.severity,
        finding.document_key,
        null as statement_key,
        false as is_rounding,
        finding.message as text,
        concat_ws('|', finding.message, finding.stated, finding.computed) as figures,
        finding.line_keys,
    from found as finding
    inner join ruled as rule
        on finding.rule_code = rule.rule_code
    where rule.kind = 'audit'
),
notices as (
    select
        notice.rule_code,
        'notices' as suite,
        notice.severity,
        notice.document_key,
        null as statement_key,
        false as is_rounding,
        concat(coalesce('page ' || notice.page || ': ', ''), notice.message) as text,
        concat_ws('|', notice.message, notice.stated, notice.computed) as figures,
        case when notice.line_key is not null then [notice.line_key] end as line_keys,
    from quality.notice
),
united as (
    select * from checks
    union all by name
    select * from audit
    union all by name
    select * from notices
)
select
    row_number() over (
        order by united.suite, united.rule_code, united.document_key, united.figures, united.text
    ) as failing_no,
    united.*,
    documents.file_name,
    substr(md5(concat_ws('|', united.rule_code, united.figures)), 1, 12) as signature,
from united
left join main.dim_document as documents
    on united.document_key = documents.document_key;

create or replace temp table failing_line as
select
    failing_no,
    rule_code,
    suite,
    document_key,
    unnest(line_keys) as line_key,
from failing_row;

-- The tables that a failure rests on: its own, and those of its lines.
create or replace temp table failing_statement as
with wanted as (
    select distinct line_key
    from failing_line
    where suite = 'checks'
),
lines as (
    select line_key, statement_key, reading, is_repaired
    from main.fact_spending
    where line_key in (select line_key from wanted)
    union all
    select line_key, statement_key, reading, is_repaired
    from main.fact_revenue
    where line_key in (select line_key from wanted)
)
select
    failing_line.failing_no,
    failing_line.rule_code,
    lines.statement_key,
    bool_or(lines.reading = 'ocr') as is_ocr,
    bool_or(lines.is_repaired and not coalesce(repairs.is_proved, false)) as is_unproved,
from failing_line
inner join lines
    on failing_line.line_key = lines.line_key
left join (
    select line_key, bool_and(confidence = 'proved') as is_proved from mart.repair group by line_key
) as repairs
    on lines.line_key = repairs.line_key
group by all
union
select failing_no, rule_code, statement_key, false as is_ocr, false as is_unproved
from failing_row
where statement_key is not null;

-- Printed totals that the rows of their table do not come to, with all lines of the same column.
create or replace temp table open_total as
with totals as (
    select
        reconciliation.statement_key,
        reconciliation.left_line_keys[1] as line_key,
        reconciliation.left_yuan as total_yuan,
        reconciliation.difference_yuan,
    from reconciled as reconciliation
    where
        not reconciliation.holds and reconciliation.relation = '=' and reconciliation.statement_key is not null
        and len(reconciliation.left_line_keys) = 1 and reconciliation.right_line_keys is null
        and abs(reconciliation.difference_yuan) >= 1
        -- A row that does not add up across is no total of a column.
        and not regexp_matches(reconciliation.rule_code, '_row(_|$)')
)
select totals.*, lines.measure
from totals
inner join (
    select line_key, concat(measure, stage) as measure from main.fact_spending
    union all
    select line_key, column_no::varchar from main.fact_revenue
) as lines
    on totals.line_key = lines.line_key;

create or replace temp table column_line as
with lines as (
    select statement_key, concat(measure, stage) as measure, line_kind, amount_yuan, page, table_no, row_no, column_no, line_key
    from main.fact_spending
    where statement_key in (select statement_key from open_total)
    union all
    select statement_key, column_no::varchar, line_kind, amount_yuan, page, table_no, row_no, column_no, line_key
    from main.fact_revenue
    where statement_key in (select statement_key from open_total)
)
select
    statement_key,
    measure,
    line_kind,
    amount_yuan,
    row_number() over down as line_no,
    sum(amount_yuan) over down as sum_yuan,
    sum(amount_yuan) filter (where line_kind = 'subtotal') over down as subtotals_yuan,
from lines
where line_kind <> 'total'
window down as (
    partition by statement_key, measure order by page, table_no, row_no, column_no, line_key rows unbounded preceding
);

create or replace temp table row_rules as
select
    rule_code,
    statement_key,
    count(*) filter (where not holds) as failed_rows,
    sum(applications) filter (where holds) as held_rows,
from reconciled
where statement_key is not null and holds is not null
group by rule_code, statement_key;

-- Tables that were printed short: every row adds up across, and together they come to less than the total.
create or replace temp table printed_short as
with short as (
    select statement_key
    from open_total
    group by statement_key
    having min(difference_yuan) > 0
)
select row_rules.statement_key
from row_rules
semi join short
    on row_rules.statement_key = short.statement_key
inner join mart.statement as statements
    on row_rules.statement_key = statements.statement_key
-- A row that was lost on the way left its cells somewhere.
anti join (select document_key from mart.coverage where cells_quarantined > 0) as partly_read
    on statements.document_key = partly_read.document_key
where regexp_matches(row_rules.rule_code, '_row(_|$)')
group by row_rules.statement_key
having coalesce(sum(row_rules.held_rows), 0) >= 3 and sum(row_rules.failed_rows) = 0;

create or replace temp table doubtful_statement as
with set_aside as (
    select statements.statement_key, 'cells of the table are in quarantine' as evidence
    from mart.statement as statements
    inner join main.dim_document as documents
        on statements.document_key = documents.document_key
    inner join mart.coverage as coverage
        on statements.document_key = coverage.document_key
        and statements.page = coverage.page
    -- The halves of a balance table are two statements of one grid; a text file is one page with many tables.
    where
        coverage.cells_quarantined > 0
        and (
            statements.statement = coverage.statement
            or statements.table_no = coverage.table_no
            or documents.page_count > 1
        )
),
lost as (
    -- A notice lost_row is no evidence: it is told from the same sum that fails.
    select statements.statement_key, 'projects of the table are lost' as evidence
    from mart.statement as statements
    inner join quality.notice as notice
        on statements.document_key = notice.document_key
    where notice.rule_code = 'lost_project' and statements.statement in ('project_budget', 'project_targets')
),
all_over as (
    select statement_key, concat('most rows of the table fail ', min(rule_code)) as evidence
    from row_rules
    anti join printed_short
        on row_rules.statement_key = printed_short.statement_key
    where failed_rows >= 2 and failed_rows > coalesce(held_rows, 0)
    group by statement_key
),
whole as (
    select statement_key
    from open_total
    -- Columns of revenue have numbers for names, and none of them is the whole.
    where starts_with(measure, 'total') or regexp_matches(measure, '^[0-9]')
),
doubled as (
    -- A row that is the sum of rows beside it counts once: where the excess is a row and the rows beside it too, a
    -- subtotal went for a row. What is one row alone may well have been left out of the total by who printed it. A row
    -- counts twice in all its columns: where those of the whole close, one figure was printed where none belongs.
    select open_total.statement_key, 'rows that others of the table add up to count twice' as evidence
    from open_total
    semi join whole
        on open_total.statement_key = whole.statement_key
    inner join column_line as ends
        on open_total.statement_key = ends.statement_key and open_total.measure is not distinct from ends.measure
    inner join column_line as starts
        on
            ends.statement_key = starts.statement_key and ends.measure is not distinct from starts.measure
            and starts.sum_yuan - starts.amount_yuan = ends.sum_yuan + open_total.difference_yuan
            and starts.line_no <= ends.line_no
    where open_total.difference_yuan < 0 and starts.amount_yuan <> 0 and ends.amount_yuan <> 0
    group by open_total.statement_key, open_total.line_key
    having count(*) >= 2
),
set_apart as (
    select distinct open_total.statement_key, 'rows of the table went for subtotals' as evidence
    from open_total
    inner join column_line as ends
        on open_total.statement_key = ends.statement_key and open_total.measure is not distinct from ends.measure
    inner join column_line as starts
        on
            ends.statement_key = starts.statement_key and ends.measure is not distinct from starts.measure
            and starts.subtotals_yuan - starts.amount_yuan = ends.subtotals_yuan - open_total.difference_yuan
            and starts.line_no <= ends.line_no
    where open_total.difference_yuan > 0 and starts.line_kind = 'subtotal' and ends.line_kind = 'subtotal'
),
far_off as (
    -- Who prints a table adds it up by machine: a wrong digit, or a row left out, but not a tenth of all money.
    select open_total.statement_key, 'the rows of the table are far from its total' as evidence
    from open_total
    semi join whole
        on open_total.statement_key = whole.statement_key
    inner join column_line as lines
        on
            open_total.statement_key = lines.statement_key and open_total.measure is not distinct from lines.measure
            and lines.line_kind = 'leaf'
    anti join printed_short
        on open_total.statement_key = printed_short.statement_key
    where abs(open_total.difference_yuan) * 10 >= abs(open_total.total_yuan)
    group by open_total.statement_key
    having count(*) >= 3
),
many_rules as (
    select statement_key, concat(count(distinct rule_code), ' rules fail in the table') as evidence
    from failing_statement
    anti join printed_short
        on failing_statement.statement_key = printed_short.statement_key
    where failing_no in (select failing_no from failing_row where not is_rounding)
    group by statement_key
    having count(distinct rule_code) >= 4
)
select statement_key, min(evidence) as evidence
from (
    select * from set_aside
    union all
    select * from lost
    union all
    select * from all_over
    union all
    select * from doubled
    union all
    select * from set_apart
    union all
    select * from far_off
    union all
    select * from many_rules
)
group by statement_key;

-- Rules within one table that hold in it: those of its rows, and those of the columns that they name.
create or replace temp table own_proof as
select
    row_rules.statement_key,
    row_rules.rule_code,
    regexp_matches(row_rules.rule_code, '_row(_|$)') as is_across,
    regexp_matches(row_rules.rule_code, '_(is_sum|subtotals)$') as is_of_measure,
from row_rules
inner join ruled as rule
    on row_rules.rule_code = rule.rule_code
where row_rules.held_rows > 0 and len(rule.statements) = 1 and not contains(rule.statements[1], '|');

-- Failures of which every table is proved: one of its own sums fails beside others that hold, or the column that another
-- table contradicts closes.
create or replace temp table proved as
with lines as (
    select line_key, statement_key, measure from main.fact_spending
    union all
    select line_key, statement_key, null as measure from main.fact_revenue
),
measured as (
    select distinct failing_line.failing_no, lines.statement_key, lines.measure
    from failing_line
    inner join lines
        on failing_line.line_key = lines.line_key
    where failing_line.suite = 'checks'
),
resting_on as (
    select failing_statement.failing_no, failing_statement.rule_code, failing_statement.statement_key, measured.measure
    from failing_statement
    left join measured
        on
            failing_statement.failing_no = measured.failing_no
            and failing_statement.statement_key = measured.statement_key
    group by all
),
judged as (
    select
        resting_on.failing_no,
        resting_on.statement_key,
        resting_on.measure,
        bool_or(
            own_proof.rule_code is not null
            and (
                (len(rule.statements) = 1 and not contains(rule.statements[1], '|'))
                or (
                    not failing_row.is_one_sided
                    and not own_proof.is_across
                    and (
                        not own_proof.is_of_measure
                        or resting_on.measure is null
                        or contains(own_proof.rule_code, concat('_', resting_on.measure, '_'))
                    )
                )
            )
        ) as is_proved,
    from resting_on
    inner join failing_row
        on resting_on.failing_no = failing_row.failing_no
    left join ruled as rule
        on resting_on.rule_code = rule.rule_code
    left join own_proof
        on resting_on.statement_key = own_proof.statement_key
    group by resting_on.failing_no, resting_on.statement_key, resting_on.measure
)
select failing_no
from judged
group by failing_no
having bool_and(is_proved);

create or replace temp table failing as
with doubts as (
    select
        failing_statement.failing_no,
        min(
            case
                when failing_statement.is_unproved then 'a figure was repaired without proof'
                when failing_statement.is_ocr then 'a figure was read by OCR'
                else doubtful_statement.evidence
            end
        ) as evidence,
        bool_or(printed_short.statement_key is not null) as is_printed_short,
    from failing_statement
    left join doubtful_statement using (statement_key)
    left join printed_short using (statement_key)
    group by failing_statement.failing_no
)
select
    failing_row.rule_code,
    failing_row.suite,
    failing_row.severity,
    failing_row.document_key,
    failing_row.file_name,
    failing_row.text,
    failing_row.signature,
    failing_row.line_keys,
    case
        when failing_row.suite = 'notices' and regexp_matches(failing_row.rule_code, '^(lost_project|un)') then 'reading'
        when failing_row.suite = 'checks' and doubts.evidence is not null and not failing_row.is_rounding then 'reading'
        when
            failing_row.suite = 'checks' and not failing_row.is_rounding and not coalesce(doubts.is_printed_short, false)
            and proved.failing_no is null
            then 'undecided'
        else 'publication'
    end as fault,
    case
        when failing_row.suite = 'notices' and regexp_matches(failing_row.rule_code, '^(lost_project|un)')
            then 'the reader says so itself'
        when failing_row.is_rounding then 'the figures are rounded'
        when failing_row.suite = 'checks' and doubts.evidence is null and doubts.is_printed_short
            then 'every row adds up across, and together they come to less'
        when failing_row.suite = 'checks' and doubts.evidence is null and proved.failing_no is null
            then 'no sum of the table''s own proves how its figures were read'
        when failing_row.suite = 'checks' then coalesce(doubts.evidence, 'the figures are read without doubt')
        else 'the text is the document''s own'
    end as evidence,
    exists (
        select 1
        from known
        where
            known.rule_code = failing_row.rule_code
            and known.signature = failing_row.signature
            and (known.document_key = failing_row.document_key or known.file_name = failing_row.file_name)
    ) as is_accepted,
from failing_row
left join doubts using (failing_no)
left join proved using (failing_no)
order by failing_no;

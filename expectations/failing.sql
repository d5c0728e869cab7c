-- Every row of a rule that does not hold, with whose fault it is and whether it is known.
-- Grain of temp.failing: one application of a rule of sql/checks that does not hold, one finding of a rule of sql/audit,
-- or one finding of the loaders.
--
-- Whose fault: a table is doubtful where our reading of it is: cells of it are in quarantine, projects of it are lost,
-- figures of it were read by OCR, or rules fail in it all over (a misprint is one figure; a misread column is every row of it). A failure that
-- rests on a doubtful table, or on a figure that was repaired without proof, is a fault of our reading; else the document
-- contradicts itself.
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
        concat(
            coalesce(reconciliation.place || ': ', ''), in_words(reconciliation.left_yuan),
            case reconciliation.relation when '<=' then ' exceeds ' else ' is not ' end, in_words(reconciliation.right_yuan),
            case reconciliation.measured_in when 'yuan' then ' yuan' else '' end
        ) as text,
        concat_ws('|', reconciliation.unit_name, reconciliation.left_yuan, reconciliation.right_yuan) as figures,
        list_concat(reconciliation.left_line_keys, reconciliation.right_line_keys) as line_keys,
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
row_rules as (
    select
        rule_code,
        statement_key,
        count(*) filter (where not holds) as failed_rows,
        sum(applications) filter (where holds) as held_rows,
    from reconciled
    where statement_key is not null and holds is not null
    group by rule_code, statement_key
),
all_over as (
    select statement_key, concat('most rows of the table fail ', any_value(rule_code)) as evidence
    from row_rules
    where failed_rows >= 2 and failed_rows > coalesce(held_rows, 0)
    group by statement_key
),
many_rules as (
    select statement_key, concat(count(distinct rule_code), ' rules fail in the table') as evidence
    from failing_statement
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
    select * from many_rules
)
group by statement_key;

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
    from failing_statement
    left join doubtful_statement using (statement_key)
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
        when failing_row.suite = 'checks' and doubts.evidence is not null then 'reading'
        else 'publication'
    end as fault,
    case
        when failing_row.suite = 'notices' and regexp_matches(failing_row.rule_code, '^(lost_project|un)')
            then 'the reader says so itself'
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
order by failing_no;

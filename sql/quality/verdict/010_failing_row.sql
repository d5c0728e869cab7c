-- Grain: one application of a rule of sql/checks that does not hold, one finding of a rule of sql/audit, or one finding of
-- the loaders. is_one_sided: a side that no line prints is a sum of whatever was read.
create or replace temp macro in_words(amount) as concat(
    case when amount < 0 then '-' end, format('{:,}', floor(abs(amount))::bigint), '.', right(amount::varchar, 2)
);

create or replace temp table failing_row as
with checks as (
    select
        substr(
            md5(
                concat_ws(
                    chr(31), reconciliation.rule_code, reconciliation.document_key, reconciliation.statement_key,
                    reconciliation.place, reconciliation.left_yuan, reconciliation.right_yuan
                )
            ),
            1, 16
        ) as finding_key,
        reconciliation.rule_code,
        'checks' as suite,
        reconciliation.severity,
        reconciliation.document_key,
        reconciliation.statement_key,
        reconciliation.measured_in = 'yuan'
        and abs(reconciliation.difference_yuan) < verdict_limit('rounding_yuan') as is_rounding,
        concat(
            coalesce(reconciliation.place || ': ', ''), in_words(reconciliation.left_yuan),
            case reconciliation.relation when '<=' then ' exceeds ' else ' is not ' end,
            in_words(reconciliation.right_yuan),
            case reconciliation.measured_in when 'yuan' then ' yuan' else '' end
        ) as text,
        concat_ws('|', reconciliation.unit_name, reconciliation.left_yuan, reconciliation.right_yuan) as figures,
        list_concat(reconciliation.left_line_keys, reconciliation.right_line_keys) as line_keys,
        -- A side that no line prints is a sum of whatever was read.
        coalesce(list_count(reconciliation.left_line_keys), 0) = 0
        or coalesce(list_count(reconciliation.right_line_keys), 0) = 0 as is_one_sided
    from reconciled as reconciliation
    where not reconciliation.holds
),

audit as (
    select
        finding.finding_key,
        finding.rule_code,
        'audit' as suite,
        finding.severity,
        finding.document_key,
        null as statement_key,
        false as is_rounding,
        finding.message as text,
        concat_ws('|', finding.message, finding.stated, finding.computed) as figures,
        finding.line_keys
    from found as finding
    inner join ruled as rule
        on finding.rule_code = rule.rule_code
    where rule.kind = 'audit'
),

notices as (
    select
        notice.finding_key,
        notice.rule_code,
        'notices' as suite,
        notice.severity,
        notice.document_key,
        null as statement_key,
        false as is_rounding,
        concat(coalesce('page ' || notice.page || ': ', ''), notice.message) as text,
        concat_ws('|', notice.message, notice.stated, notice.computed) as figures,
        case when notice.line_key is not null then [notice.line_key] end as line_keys
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
    coalesce(rules.proves, 'nothing') as proves,
    rules.measure,
    coalesce(len(rules.statements), 0) > 1 as is_between_tables,
    substr(md5(concat_ws('|', united.rule_code, united.figures)), 1, 12) as signature
from united
left join main.dim_document as documents
    on united.document_key = documents.document_key
left join ruled as rules
    on united.rule_code = rules.rule_code;

-- Grain: one failure with its verdict, and whether it is known and accepted: what expectations read.
create or replace temp table failing as
select
    failing_row.rule_code,
    failing_row.suite,
    failing_row.severity,
    failing_row.document_key,
    failing_row.file_name,
    failing_row.text,
    failing_row.signature,
    failing_row.line_keys,
    verdict.fault,
    verdict.reasons as evidence,
    exists(
        select 1
        from known
        where
            known.rule_code = failing_row.rule_code
            and known.signature = failing_row.signature
            and (known.document_key = failing_row.document_key or known.file_name = failing_row.file_name)
    ) as is_accepted
from failing_row
inner join verdict using (failing_no)
order by failing_no;

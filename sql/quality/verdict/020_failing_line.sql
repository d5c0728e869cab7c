-- Grain: one line of one failure.
create or replace temp table failing_line as
select
    failing_no,
    rule_code,
    suite,
    document_key,
    unnest(line_keys) as line_key
from failing_row;

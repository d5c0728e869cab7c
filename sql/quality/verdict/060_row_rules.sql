-- Grain: one rule and one table: how many of its rows, or applications, fail and hold.
create or replace temp table row_rules as
select
    rule_code,
    statement_key,
    count(*) filter (where not holds) as failed_rows,
    sum(applications) filter (where holds) as held_rows
from reconciled
where statement_key is not null and holds is not null
group by rule_code, statement_key;

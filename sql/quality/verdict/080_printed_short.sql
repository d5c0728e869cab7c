-- Grain: one table that was printed short: every row adds up across, no cell of it is unread, and the rows come to less than
-- the total. Offices leave out rows that are secret, and keep them in the total.
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
anti join unread_table
    on row_rules.statement_key = unread_table.statement_key
inner join ruled as rules
    on row_rules.rule_code = rules.rule_code
where rules.proves = 'rows'
group by row_rules.statement_key
having
    coalesce(sum(row_rules.held_rows), 0) >= verdict_limit('rows_that_prove') and sum(row_rules.failed_rows) = 0;

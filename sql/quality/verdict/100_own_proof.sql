-- Grain: one rule within one table that holds in it: what the table's own sums prove of how it was read.
create or replace temp table own_proof as
select
    row_rules.statement_key,
    row_rules.rule_code,
    rules.proves = 'rows' as is_across,
    rules.measure
from row_rules
inner join ruled as rules
    on row_rules.rule_code = rules.rule_code
where row_rules.held_rows > 0 and rules.proves in ('rows', 'columns') and row_rules.held_rows > row_rules.failed_rows;

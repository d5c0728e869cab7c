-- Grain: one document and one unit that a row of its tables of all money is of. Lists of projects and transfers name units
-- that are no part of the one that publishes them: they tell nothing. A helper of the build: not published.
create table store.unit_row as
select distinct
    document_key,
    unit_key
from (
    select
        document_key,
        unit_key
    from store.printed_sum
    where
        unit_key <> 0
        and statement in (
            'expenditure', 'summary_expenditure', 'appropriation_expenditure', 'general_public', 'basic'
        )
    union all
    select
        document_key,
        unit_key
    from store.revenue_sum
    where unit_key <> 0
) as rows_of_units;

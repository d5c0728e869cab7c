-- Grain: one amount column of one table, its lines of one unit, whose leaves count in the ledger.
-- Lines of a department's table that are of a unit with a document of its own do not. A helper of the build: not published.
create table store.ledger_part as
with

chosen as (
    select
        edition.statement_key,
        edition.statement,
        edition.view,
        edition.fiscal_year,
        edition.stage,
        edition.document_key,
        edition.unit_key,
        edition.divided_by,
        counted.role
    from store.counted as counted
    inner join store.edition as edition
        on
            counted.document_key = edition.document_key
            and counted.unit_key = edition.unit_key
            and counted.fiscal_year = edition.fiscal_year
            and counted.stage = edition.stage
    where counted.is_counted and edition.is_current
)

select
    sums.statement_key,
    sums.view,
    sums.fiscal_year,
    sums.stage,
    sums.measure,
    sums.unit_key as row_unit_key,
    coalesce(nullif(sums.unit_key, 0), chosen.unit_key) as unit_key,
    chosen.unit_key as publisher_key,
    case
        when sums.measure in ('basic', 'personnel', 'public') then 'basic'
        when chosen.divided_by in ('basic', 'personnel') then sums.measure
    end as basic_or_project
from chosen
inner join store.printed_sum as sums
    on
        chosen.statement_key = sums.statement_key
        and chosen.view = sums.view
        and chosen.fiscal_year = sums.fiscal_year
        and chosen.stage = sums.stage
left join chosen as own
    on
        sums.unit_key = own.unit_key
        and chosen.fiscal_year = own.fiscal_year
        and chosen.stage = own.stage
        and chosen.unit_key <> own.unit_key
where
    sums.leaf_count > 0
    and own.unit_key is null
    and case chosen.divided_by
        when 'basic'
            then
                sums.measure in (
                    'basic', 'project', 'operating', 'superior_remittance', 'subordinate_subsidy', 'reserve'
                )
        when 'personnel'
            then
                sums.measure in (
                    'personnel',
                    'public',
                    'project',
                    'operating',
                    'superior_remittance',
                    'subordinate_subsidy',
                    'reserve'
                )
        when 'fund'
            then
                sums.measure in (
                    'general_public', 'gov_fund', 'state_capital', 'social_insurance_fund', 'special_account',
                    'business_income', 'operating_income', 'superior_subsidy_income', 'subordinate_remittance_income',
                    'other_income', 'unit_funds', 'carryover'
                )
        when 'fiscal'
            then
                sums.measure in (
                    'fiscal', 'special_account', 'business_income', 'operating_income', 'superior_subsidy_income',
                    'subordinate_remittance_income', 'other_income', 'unit_funds', 'carryover'
                )
        else sums.measure = 'total'
    end;

-- Grain: one code of one issuer ('' where it is national) in one fiscal year (0 where the year is unknown) that
-- documents print. Which member of the dimension it is.
-- A helper of the build: it is not published.
create table store.gov_economic_in_year as
with

printed as (
    select distinct
        code,
        issuer,
        fiscal_year
    from store.code_in_documents
    where classification = 'gov_economic'
),

members as (
    select
        gov_economic_key,
        gov_economic_code as code,
        coalesce(issuer, '') as issuer,
        coalesce(valid_from, 0) as valid_from,
        coalesce(valid_to, 9999) as valid_to,
        source
    from main.dim_gov_economic
    where gov_economic_key <> 0
)

select
    printed.code,
    printed.issuer,
    printed.fiscal_year,
    -- The reference goes before the documents; without a year, the name of today is taken.
    arg_max(
        members.gov_economic_key,
        (
            case when printed.fiscal_year between members.valid_from and members.valid_to then 1 else 0 end,
            case when members.source = 'documents' then 0 else 1 end,
            members.valid_to,
            members.valid_from
        )
    ) as gov_economic_key
from printed
inner join members
    on printed.code = members.code and printed.issuer = members.issuer
group by printed.code, printed.issuer, printed.fiscal_year;

-- Grain: one classification, code, issuer ('' where the code is national), fiscal year (0 where unknown) and printed name. A
-- helper of the build: not published.
-- National codes have up to 7 digits by function and 5 by economic item; what is longer is a city's own.
create table store.code_in_documents as
with

printed as (
    select
        'function' as classification,
        7 as national_digits,
        document_key,
        function_code as code,
        fiscal_year,
        function_name as name
    from store.spending
    union all
    select
        'function',
        7,
        document_key,
        function_code,
        fiscal_year,
        function_name
    from store.revenue
    union all
    select
        'gov_economic',
        5,
        document_key,
        gov_economic_code,
        fiscal_year,
        gov_economic_name
    from store.spending
    union all
    select
        'dept_economic',
        5,
        document_key,
        dept_economic_code,
        fiscal_year,
        dept_economic_name
    from store.spending
)

select
    printed.classification,
    printed.code,
    case when length(printed.code) > printed.national_digits then coalesce(issuers.issuer, '') else '' end as issuer,
    coalesce(printed.fiscal_year, 0) as fiscal_year,
    printed.name,
    count(*) as lines
from printed
left join store.issuer_of_document as issuers
    on printed.document_key = issuers.document_key
where printed.code is not null
group by all;

-- Grain: one classification, code, fiscal year (0 where unknown) and printed name. A helper of the build: not published.
create table store.code_in_documents as
select
    'function' as classification,
    function_code as code,
    coalesce(fiscal_year, 0) as fiscal_year,
    function_name as name,
    count(*) as lines
from (
    select
        function_code,
        fiscal_year,
        function_name
    from store.spending
    union all
    select
        function_code,
        fiscal_year,
        function_name
    from store.revenue
) as printed
where function_code is not null
group by all
union all
select
    'gov_economic' as classification,
    gov_economic_code as code,
    coalesce(fiscal_year, 0) as fiscal_year,
    gov_economic_name as name,
    count(*) as lines
from store.spending
where gov_economic_code is not null
group by all
union all
select
    'dept_economic' as classification,
    dept_economic_code as code,
    coalesce(fiscal_year, 0) as fiscal_year,
    dept_economic_name as name,
    count(*) as lines
from store.spending
where dept_economic_code is not null
group by all;

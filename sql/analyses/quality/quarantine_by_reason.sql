-- What could not be read, and why?
-- zh: 哪些内容没有读出来，为什么？
select
    reason,
    count(*) as held_rows,
    count(distinct file_name) as documents,
    any_value(cells) as example
from mart.quarantine
group by reason
order by held_rows desc, reason asc;

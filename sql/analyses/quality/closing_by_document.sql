-- Which share of the rules closes in each document?
-- zh: 每个文件有多大比例的勾稽成立？
select
    file_name,
    count(*) filter (where holds is not null) as applied,
    count(*) filter (where holds) as closed,
    count(*) filter (where not holds) as open,
    share_of(count(*) filter (where holds), count(*) filter (where holds is not null)) as closed_pct
from mart.reconciliation
group by file_name
order by closed_pct nulls last, file_name;

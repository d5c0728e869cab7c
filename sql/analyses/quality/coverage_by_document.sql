-- Was every cell accounted for?
-- zh: 每个单元格都有去向吗？
select
    file_name,
    sum(cells_total) as cells_total,
    sum(cells_read) as cells_read,
    sum(cells_heading) as cells_heading,
    sum(cells_furniture) as cells_furniture,
    sum(cells_quarantined) as cells_quarantined,
    share_of(sum(cells_quarantined), sum(cells_total)) as quarantined_pct
from mart.coverage
group by file_name
order by quarantined_pct desc, file_name asc;

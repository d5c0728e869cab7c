-- title: Summary of revenue: the printed total is the sum of its rows
-- title_zh: 收支总表（收入）：合计 = 各行之和
-- severity: error
-- statements: summary_revenue
-- proves: columns
-- measure: total
-- tolerance: half of the last printed digit for each figure that is added
-- why: A total that its own rows do not give means a lost row, a misread figure or an error of the
--   publication.
select * from rules.total_is_sum('summary_revenue', 'total')

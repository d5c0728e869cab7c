-- title: The total of the revenue table is that of the summary
-- title_zh: 收入总表合计 = 收支总表收入总计
-- severity: error
-- statements: revenue_by_unit, summary_revenue
-- tolerance: zero at the printed precision
-- why: The same money stands in both tables.
select * from rules.same_total('revenue_by_unit', 'total', 'summary_revenue', 'total')

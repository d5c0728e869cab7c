-- title: The total of revenue by function is that of the summary
-- title_zh: 收入总表（功能分类）合计 = 收支总表收入总计
-- severity: error
-- statements: revenue_by_function, summary_revenue
-- tolerance: zero at the printed precision
-- why: The same money stands in both tables.
select * from rules.same_total('revenue_by_function', 'total', 'summary_revenue', 'total')

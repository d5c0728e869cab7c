-- Which amounts that the explanations state are not those of the tables?
-- zh: 情况说明中的哪些金额与表格不一致？
select
    prose.file_name,
    prose.page,
    prose.topic,
    prose.raw,
    prose.amount_yuan as stated_yuan,
    coalesce(spending.amount_yuan, revenue.amount_yuan) as table_yuan,
    coalesce(spending.statement, revenue.statement) as table_statement,
    coalesce(spending.page, revenue.page) as table_page,
    prose.line_key
from mart.prose_figure as prose
left join mart.spending_line as spending
    on prose.line_key = spending.line_key
left join mart.revenue_line as revenue
    on prose.line_key = revenue.line_key
where not prose.agrees
order by prose.file_name, prose.page, prose.figure_no;

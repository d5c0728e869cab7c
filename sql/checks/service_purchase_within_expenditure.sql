-- title: Purchased services are no more than all expenditure
-- title_zh: 政府购买服务 ≤ 支出总表合计
-- severity: error
-- statements: service_purchase, expenditure
-- tolerance: zero at the printed precision
-- relation: <=
-- why: A part cannot exceed the whole.
select * from rules.same_total('service_purchase', 'total', 'expenditure', 'total')

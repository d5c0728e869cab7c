-- title: Appropriation revenue is no more than all revenue
-- title_zh: 财政拨款收入 ≤ 收支总表收入总计
-- severity: error
-- statements: appropriation_revenue, summary_revenue
-- tolerance: zero at the printed precision
-- relation: <=
-- why: The difference is money that is not fiscal (事业收入, 其他收入, 单位资金).
select * from rules.same_total('appropriation_revenue', 'total', 'summary_revenue', 'total')

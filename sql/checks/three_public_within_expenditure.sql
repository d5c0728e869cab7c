-- title: The three public expenses are no more than all expenditure
-- title_zh: “三公”经费 ≤ 支出总表合计
-- severity: error
-- statements: three_public, expenditure
-- tolerance: zero at the printed precision
-- relation: <=
-- why: A part cannot exceed the whole.
select * from rules.same_total('three_public', 'total', 'expenditure', 'total')

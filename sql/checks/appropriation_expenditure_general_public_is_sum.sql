-- title: Appropriation expenditure: the printed general public is the sum of its rows
-- title_zh: 财政拨款收支总表（支出）：一般公共预算 = 各行之和
-- severity: error
-- statements: appropriation_expenditure
-- proves: columns
-- measure: general_public
-- tolerance: half of the last printed digit for each figure that is added
-- why: A total that its own rows do not give means a lost row, a misread figure or an error of the
--   publication.
select * from rules.total_is_sum('appropriation_expenditure', 'general_public')

-- title: Table of expenditure: the printed basic is the sum of its rows
-- title_zh: 支出总表：基本支出 = 各行之和
-- severity: error
-- statements: expenditure
-- proves: columns
-- measure: basic
-- tolerance: half of the last printed digit for each figure that is added
-- why: A total that its own rows do not give means a lost row, a misread figure or an error of the
--   publication.
select * from rules.total_is_sum('expenditure', 'basic')

-- Which sums do not close, and by how much?
-- zh: 哪些勾稽关系不成立，差多少？
select
    rule_code,
    rule,
    file_name,
    left_yuan,
    right_yuan,
    difference_yuan,
    severity
from mart.reconciliation
where not holds
order by abs(difference_yuan) desc nulls last, rule_code;

-- 元 to 亿元, exact: ten decimals of 亿元 are cents.
create macro yuan_to_yi(amount) as cast(amount as decimal(26, 2)) * cast(0.00000001 as decimal(10, 8));

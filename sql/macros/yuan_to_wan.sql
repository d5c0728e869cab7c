-- 元 to 万元, exact: six decimals of 万元 are cents.
create macro yuan_to_wan(amount) as cast(amount as decimal(26, 6)) * cast(0.0001 as decimal(5, 4));

-- 元 to 万元, two decimals, as people read it.
create macro yuan_to_wan(amount) as
cast(round(cast(amount as decimal(26, 6)) * cast(0.0001 as decimal(5, 4)), 2) as decimal(20, 2));

-- The change from before to now in per cent (同比), two decimals; NULL where there was nothing before.
create macro yoy(now_amount, before_amount) as
cast(
    round(
        (cast(now_amount as decimal(38, 2)) - before_amount)
        * 100.0
        / nullif(abs(cast(before_amount as decimal(38, 2))), 0),
        2
    ) as decimal(18, 2)
);

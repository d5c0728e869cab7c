-- A part of a whole in per cent, two decimals; NULL where there is no whole.
create macro share_of(part, whole) as
cast(round(cast(part as decimal(38, 2)) * 100.0 / nullif(cast(whole as decimal(38, 2)), 0), 2) as decimal(18, 2));

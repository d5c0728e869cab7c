-- The ancestor of a functional code at a level: 1 = 类 (3 digits), 2 = 款 (5), 3 = 项 (7).
create macro function_at(code, lvl) as case when length(code) >= 1 + 2 * lvl then left(code, 1 + 2 * lvl) end;

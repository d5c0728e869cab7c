-- Does a row of a balance table say what is carried on, given away or kept unspent? It is no expenditure of the year.
create macro is_carried_on(label) as
coalesce(
    regexp_matches(
        label,
        '(年终|年末|结转.{0,3}下|下年结转|结余分配|未安排支出|未安排的|未纳入预算|未使用的?(实户|自有)|^[^上]*结转结余)'
    ),
    false
);

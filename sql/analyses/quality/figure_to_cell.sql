-- From which cell of which page does a figure come?
-- zh: 一个数字来自哪一页哪一格？
-- param amount: the amount in yuan, such as 1234567.89
select
    line_key,
    file_name,
    page,
    table_no,
    row_no,
    column_no,
    amount_text,
    amount_yuan,
    statement,
    measure,
    is_repaired
from mart.spending_line
where amount_yuan = cast($amount as decimal(20, 2))
union all
select
    line_key,
    file_name,
    page,
    table_no,
    row_no,
    column_no,
    amount_text,
    amount_yuan,
    statement,
    measure,
    is_repaired
from mart.revenue_line
where amount_yuan = cast($amount as decimal(20, 2))
order by file_name, page, row_no, column_no, line_key;

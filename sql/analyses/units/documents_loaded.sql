-- Which documents are in the warehouse, what was read from them, and which of them count?
-- zh: 仓库里有哪些文件，读出了什么，哪些计入总账？
select
    file_name,
    fiscal_year,
    unit,
    kind,
    stage,
    scope,
    edition,
    is_current,
    outcome,
    statements,
    amounts,
    sums_closing,
    sums_failing,
    is_in_ledger,
    choice_reason
from mart.document
order by fiscal_year, file_name;

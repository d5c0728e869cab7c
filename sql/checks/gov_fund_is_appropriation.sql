-- title: The government funds table is that part of the appropriations, with or without carry-over
-- title_zh: 政府性基金预算支出表合计 = 财政拨款中的政府性基金预算（含或不含结转）
-- severity: warning
-- statements: gov_fund, appropriation_revenue
-- tolerance: zero at the printed precision
-- why: The same money stands in both tables.
with funds as (
    select
        statement.document_key,
        statement.set_no,
        revenue.stage,
        min(statement.page) as page,
        min(revenue.line_key) as line_key,
        max(statement.step_yuan) as step_yuan,
        sum(amount_yuan) as all_yuan,
        min_by(amount_yuan, (row_no, revenue.line_key)) as first_yuan
    from store.revenue
    inner join rules.statement using (statement_key)
    where
        revenue.statement = 'appropriation_revenue' and revenue.line_kind = 'leaf'
        and coalesce(revenue.measure, 'total') = 'total'
        and regexp_matches(label, '政府性基金')
    group by all
    having count(distinct statement_key) = 1
)

select
    lefts.document_key,
    lefts.statement_key,
    lefts.unit_name,
    concat('page ', lefts.page, ' and page ', funds.page) as place,
    lefts.value_yuan as left_yuan,
    case
        when abs(lefts.value_yuan - funds.all_yuan) <= abs(lefts.value_yuan - funds.first_yuan) then funds.all_yuan
        else funds.first_yuan
    end as right_yuan,
    (greatest(lefts.step_yuan, funds.step_yuan) * 2)::decimal(20, 2) as tolerance_yuan,
    [lefts.total_key] as left_line_keys,
    [funds.line_key] as right_line_keys,
    case
        when lefts.value_yuan not in (funds.all_yuan, funds.first_yuan) then rules.not_whole(
            lefts.is_printed, true, lefts.value_yuan, funds.all_yuan,
            (greatest(lefts.step_yuan, funds.step_yuan) * 2)::decimal(20, 2)
        )
    end as not_applicable_reason
from rules.side('gov_fund', 'total') as lefts
inner join funds using (document_key, set_no, stage)
where lefts.stage <> 'final'

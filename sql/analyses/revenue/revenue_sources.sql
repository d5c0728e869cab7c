-- Where does the money come from?
-- zh: 钱从哪里来？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
-- answers: {n} of {of} documents stand in the ledger; mart.document says why the others do not
-- counted: select count(*) filter (where is_in_ledger), count(*) from mart.document
-- counted: where outcome = 'loaded' and scope = 'department' and is_current
-- counted: and ($year is null or fiscal_year = cast($year as integer))
-- counted: and ($unit is null or contains(unit, $unit))
-- The 收支总表 of the documents in the ledger, one table for each, where its sources add up to its total.
with

tables as (
    select
        lines.statement_key,
        lines.fiscal_year,
        lines.stage
    from mart.revenue_line as lines
    inner join mart.document as documents
        on lines.document_key = documents.document_key
    where
        documents.is_in_ledger
        and lines.statement = 'summary_revenue'
        and lines.line_kind in ('leaf', 'total')
        and not lines.is_of_which
        and lines.fiscal_year = documents.fiscal_year
        and lines.stage = documents.stage
    group by lines.document_key, lines.statement_key, lines.fiscal_year, lines.stage
    having coalesce(bool_and(lines.closes), true)
    qualify
        row_number() over (
            partition by lines.document_key, lines.fiscal_year, lines.stage
            order by max(lines.amount_yuan) desc, lines.statement_key
        ) = 1
)

select
    lines.fiscal_year,
    lines.stage,
    coalesce(lines.fund_source, lines.label, '(no name printed)') as fund_source,
    lines.fund_kind,
    sum(lines.amount_yuan) as amount_yuan,
    share_of(sum(lines.amount_yuan), sum(sum(lines.amount_yuan)) over (partition by lines.fiscal_year, lines.stage))
        as share_pct
from mart.revenue_line as lines
inner join tables
    on
        lines.statement_key = tables.statement_key
        and lines.fiscal_year = tables.fiscal_year
        and lines.stage = tables.stage
where
    lines.line_kind = 'leaf'
    and not lines.is_of_which
    and ($year is null or lines.fiscal_year = cast($year as integer))
    and ($unit is null or contains(lines.unit_name, $unit))
group by
    lines.fiscal_year, lines.stage, coalesce(lines.fund_source, lines.label, '(no name printed)'), lines.fund_kind
having sum(lines.amount_yuan) <> 0
order by lines.fiscal_year asc, lines.stage asc, amount_yuan desc;

-- Grain: one source file: what it is, which edition, what was read of it, and whether it counts.
-- Editions are those of one unit, year and stage (store.edition); documents without a table of all expenditure are
-- editions of each other where they print the same kinds of statements.
create table mart.document as
with

stages as (
    select
        document_key,
        stage,
        count(*) as tables
    from store.statement
    group by document_key, stage
),

stage_of_document as (
    select
        document_key,
        stage
    from stages
    qualify row_number() over (partition by document_key order by tables desc, stage asc) = 1
),

statements as (
    select
        document_key,
        count(*) as statements,
        array_to_string(array_sort(array_distinct(array_agg(statement))), ' ') as kinds
    from store.statement
    group by document_key
),

spending as (
    select
        document_key,
        count(*) as amounts
    from main.fact_spending
    group by document_key
),

revenue as (
    select
        document_key,
        count(*) as amounts
    from main.fact_revenue
    group by document_key
),

cells as (
    select
        document_key,
        sum(cells_total) as cells_total,
        sum(cells_quarantined) as cells_quarantined
    from mart.coverage
    group by document_key
),

-- A printed column is one sum.
sums as (
    select
        document_key,
        count(*) filter (where closes) as closing,
        count(*) filter (where not closes) as failing
    from (
        select
            document_key,
            statement_key,
            table_no,
            column_no,
            bool_and(closes) as closes
        from main.fact_spending
        where closes is not null
        group by document_key, statement_key, table_no, column_no
        union all
        select
            document_key,
            statement_key,
            table_no,
            column_no,
            bool_and(closes) as closes
        from main.fact_revenue
        where closes is not null
        group by document_key, statement_key, table_no, column_no
    ) as columns
    group by document_key
),

-- What the document's own unit has in store.edition: its own stage before others.
own_edition as (
    select
        edition.*,
        counted.counted_reason
    from store.edition as edition
    inner join store.document_about as about
        on edition.document_key = about.document_key
    left join store.counted as counted
        on
            edition.document_key = counted.document_key
            and edition.unit_key = counted.unit_key
            and edition.fiscal_year = counted.fiscal_year
            and edition.stage = counted.stage
    qualify
        row_number() over (
            partition by edition.document_key
            order by
                case when edition.printed_unit_key = about.unit_key then 0 else 1 end asc,
                case when edition.stage in ('budget', 'final') then 0 else 1 end asc,
                edition.printed_yuan desc nulls last, edition.stage asc, edition.unit_key asc
        ) = 1
),

-- A document that prints its units after the department counts with either.
counted as (
    select
        document_key,
        bool_or(is_counted) as is_counted
    from store.counted
    group by document_key
),

described as (
    select
        documents.document_key,
        documents.file_name,
        documents.kind,
        about.scope,
        documents.unit_name as printed_unit_name,
        nullif(documents.fiscal_year, 0) as fiscal_year,
        coalesce(
            own_edition.stage,
            case documents.kind when 'budget' then 'budget' when 'final' then 'final' end,
            stage_of_document.stage
        ) as stage,
        documents.outcome,
        documents.outcome_reason,
        documents.page_count,
        coalesce(statements.statements, 0) as statements,
        statements.kinds,
        coalesce(spending.amounts, 0) + coalesce(revenue.amounts, 0) as amounts,
        cells.cells_total,
        cells.cells_quarantined,
        coalesce(sums.closing, 0) as closing,
        coalesce(sums.failing, 0) as failing,
        about.unit_key,
        own_edition.edition as own_edition,
        own_edition.is_current as own_is_current,
        own_edition.unit_key as edition_unit_key,
        own_edition.edition_reason,
        own_edition.closes,
        counted.is_counted,
        own_edition.counted_reason
    from main.dim_document as documents
    inner join store.document_about as about
        on documents.document_key = about.document_key
    left join stage_of_document
        on documents.document_key = stage_of_document.document_key
    left join statements
        on documents.document_key = statements.document_key
    left join spending
        on documents.document_key = spending.document_key
    left join revenue
        on documents.document_key = revenue.document_key
    left join cells
        on documents.document_key = cells.document_key
    left join sums
        on documents.document_key = sums.document_key
    left join own_edition
        on documents.document_key = own_edition.document_key
    left join counted
        on documents.document_key = counted.document_key
    where documents.document_key <> 'unknown'
),

-- Documents without a table of all expenditure: of one unit, year, stage and kinds of statements.
numbered as (
    select
        *,
        row_number() over (
            partition by unit_key, fiscal_year, stage, kinds, own_edition is null, amounts
            order by file_name asc, document_key asc
        ) as other_edition,
        count(*) over (partition by unit_key, fiscal_year, stage, kinds, own_edition is null, amounts) as other_editions
    from described
)

select
    numbered.file_name,
    numbered.kind,
    numbered.scope,
    coalesce(units.unit_name, numbered.printed_unit_name) as unit,
    numbered.fiscal_year,
    numbered.stage,
    coalesce(
        numbered.own_edition,
        case
            when numbered.kinds is null or numbered.unit_key = 0 then 1 else cast(numbered.other_edition as integer)
        end
    ) as edition,
    numbered.outcome,
    numbered.outcome_reason as reason,
    numbered.page_count as pages,
    cast(numbered.statements as integer) as statements,
    cast(numbered.amounts as bigint) as amounts,
    share_of(numbered.cells_total - numbered.cells_quarantined, numbered.cells_total) as share_read,
    cast(numbered.closing as integer) as sums_closing,
    cast(numbered.failing as integer) as sums_failing,
    cast(null as varchar) as source_url,
    cast(null as varchar) as publisher,
    cast(null as date) as published_on,
    cast(null as timestamp) as retrieved_at,
    numbered.document_key,
    coalesce(
        numbered.own_is_current,
        numbered.kinds is null or numbered.unit_key = 0 or numbered.other_edition = numbered.other_editions
    ) as is_current,
    numbered.closes,
    coalesce(numbered.is_counted, false) as is_in_ledger,
    numbered.outcome = 'loaded'
    and numbered.scope = 'department'
    and coalesce(
        numbered.own_is_current,
        numbered.kinds is null or numbered.unit_key = 0 or numbered.other_edition = numbered.other_editions
    )
    and coalesce(numbered.is_counted, true) as is_addable,
    case
        when numbered.outcome <> 'loaded' then 'not in the ledger: nothing was read from it'
        when numbered.fiscal_year is null then 'not in the ledger: it does not say of which year it is'
        when numbered.scope <> 'department' then 'not in the ledger: the money of a whole government'
        when numbered.own_edition is null then 'not in the ledger: it prints no table of all its expenditure'
        when numbered.edition_unit_key = 0 then 'not in the ledger: it does not say whose it is'
        when not numbered.own_is_current then concat('not in the ledger: ', numbered.edition_reason)
        when numbered.closes is null then 'not in the ledger: no total is printed to hold its rows against'
        when not numbered.closes then 'not in the ledger: its rows do not add up to the printed total'
        when numbered.is_counted then concat(numbered.edition_reason, '; ', numbered.counted_reason)
        else concat('not in the ledger: ', numbered.counted_reason)
    end as choice_reason,
    units.unit_key
from numbered
left join main.dim_unit as units
    on numbered.unit_key = units.unit_key and units.unit_key <> 0
order by numbered.file_name, numbered.document_key;

comment on table mart.document is 'Documents: what each is, which edition, what was read of it, and whether it counts (文件)';
comment on column mart.document.file_name is 'Name of the file (文件名)';
comment on column mart.document.kind is 'budget | final | targets | self_evaluation | other (文件类别)';
comment on column mart.document.scope is 'department | government: a whole government has no unit, and departments inside it (口径)';
comment on column mart.document.unit is 'Name of the unit whose document it is (单位)';
comment on column mart.document.fiscal_year is 'Fiscal year the document is about (年度)';
comment on column mart.document.stage is 'budget | initial_budget | adjusted_budget | executed | final: what it prints (阶段)';
comment on column mart.document.edition is 'Which of the documents of one unit, year and stage it is, the latest last (版次)';
comment on column mart.document.outcome is 'loaded | no_statement | refused | unknown (读取结果)';
comment on column mart.document.reason is 'Why nothing or not everything was loaded (原因)';
comment on column mart.document.pages is 'Pages, or sheets of a workbook (页数)';
comment on column mart.document.statements is 'Statements that were recognised (报表数)';
comment on column mart.document.amounts is 'Amounts that were read (金额数)';
comment on column mart.document.share_read is 'Share of the cells with content that are accounted for and not in quarantine, in per cent (读取比例)';
comment on column mart.document.sums_closing is 'Printed columns whose leaves give their total (相符的合计数)';
comment on column mart.document.sums_failing is 'Printed columns whose leaves do not (不符的合计数)';
comment on column mart.document.source_url is 'Address it was published at (来源网址)';
comment on column mart.document.publisher is 'Who published it (公开单位)';
comment on column mart.document.published_on is 'Day of publication (公开日期)';
comment on column mart.document.retrieved_at is 'When it was fetched (获取时间)';
comment on column mart.document.document_key is 'Key into dim_document (文件编号)';
comment on column mart.document.is_current is 'Whether it is the latest edition (是否现行版本)';
comment on column mart.document.closes is 'Whether the table chosen for its expenditure closes; null where none can be tried (合计是否勾稽)';
comment on column mart.document.is_in_ledger is 'Whether mart.ledger holds its money (是否计入总账)';
comment on column mart.document.is_addable is 'Whether its figures may be added to those of others: a department''s, the current edition, not inside another document (可否与其他文件相加)';
comment on column mart.document.choice_reason is 'Why it counts, or why not (选取理由)';
comment on column mart.document.unit_key is 'Unit, key into dim_unit (单位键)';

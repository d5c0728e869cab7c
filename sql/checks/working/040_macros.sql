-- Macros that most rules are made of. A rule is a query with the columns
--   document_key, statement_key, unit_name, place, left_yuan, right_yuan, tolerance_yuan, left_line_keys, right_line_keys

-- The place of a row in words.
create macro rules.place(page, table_no, row_no, label) as
concat('page ', page, ', table ', table_no, ', row ', row_no, coalesce(' ' || label, ''));

-- What rounding explains where n printed figures are added up and compared with another one.
create macro rules.rounding(step_yuan, n) as (coalesce(step_yuan, 0) * (n + 1) / 2)::decimal(20, 2);

-- A printed total against the sum of its leaves.
create macro rules.total_is_sum(kind, column_name) as table
    select
        document_key,
        statement_key,
        unit_name,
        concat('page ', page, coalesce(', ' || nullif(stage, 'budget'), '')) as place,
        total_yuan as left_yuan,
        leaf_yuan as right_yuan,
        rules.rounding(step_yuan, leaf_count) as tolerance_yuan,
        [total_key] as left_line_keys,
        null::varchar[] as right_line_keys,
        case
            when is_selection then 'the table lists chosen rows only'
            when leaf_count = 0 then 'the table prints a total and no rows below it'
            when total_yuan <> least_total_yuan then 'the table prints several totals of this column'
        end as not_applicable_reason
    from rules.amount
    where statement = kind and measure = column_name and total_yuan is not null;

-- grain: one table whose rows come to less than its printed total
-- Rows of it were left out by its printer, or lost: code by code it says nothing against another table.
create table rules.short_table as
select distinct statement.statement_id
from rules.amount
inner join rules.statement using (statement_key)
where
    measure in ('total', 'basic', 'project') and total_yuan = least_total_yuan
    and total_yuan > leaf_yuan + rules.rounding(amount.step_yuan, leaf_count);

-- One side of a comparison between tables: what a column comes to in a set of tables. Several tables of one kind in a set
-- count only where they say the same.
create macro rules.side(kind, column_name) as table
    select
        document_key,
        set_no,
        stage,
        any_value(statement_key order by page, statement_key) as statement_key,
        any_value(unit_name order by page, statement_key) as unit_name,
        any_value(total_key order by page, statement_key) as total_key,
        any_value(page order by page, statement_key) as page,
        max(value_yuan) as value_yuan,
        bool_or(total_yuan is not null) as is_printed,
        max(year_yuan) as year_yuan,
        max(carryover_yuan) as carryover_yuan,
        max(year_end_yuan) as year_end_yuan,
        max(step_yuan) as step_yuan,
        covers
    from rules.amount
    where
        statement = kind and measure = column_name and value_yuan is not null
        -- Rows alone are no whole where the table lists chosen ones.
        and not (is_selection and total_yuan is null)
    group by document_key, set_no, stage, covers
    having max(value_yuan) = min(value_yuan);

-- A sum of rows stands for a total that is not printed. Where it is the figure that it is compared with, both are whole;
-- where it is not, nothing says that the rows are all: a table that is not known to be whole accuses nobody.
create macro rules.not_whole(is_left_printed, is_right_printed, left_yuan, right_yuan, step_yuan) as
case
    when abs(left_yuan - right_yuan) <= coalesce(step_yuan, 0) then null
    when not is_left_printed then 'the first table prints no total, and its rows may not be all'
    when not is_right_printed then 'the second table prints no total, and its rows may not be all'
end;

-- The same column total in two tables of one set.
create macro rules.same_total(left_kind, left_column, right_kind, right_column) as table
    select
        lefts.document_key,
        lefts.statement_key,
        lefts.unit_name,
        concat('page ', lefts.page, ' and page ', rights.page) as place,
        lefts.value_yuan as left_yuan,
        rights.value_yuan as right_yuan,
        greatest(lefts.step_yuan, rights.step_yuan) as tolerance_yuan,
        [lefts.total_key] as left_line_keys,
        [rights.total_key] as right_line_keys,
        rules.not_whole(
            lefts.is_printed, rights.is_printed, lefts.value_yuan, rights.value_yuan,
            greatest(lefts.step_yuan, rights.step_yuan)
        ) as not_applicable_reason
    from rules.side(left_kind, left_column) as lefts
    inner join rules.side(right_kind, right_column) as rights using (document_key, set_no, stage);

-- What a column of the table of basic expenditure is a part of depends on whose money the table holds: the general public
-- budget's basic expenditure, that of all appropriations, or that of all money.
create macro rules.basic_is_basic_of(column_name, cover) as table
    with wholes as (
        select
            document_key,
            set_no,
            stage,
            'general_public' as covers,
            value_yuan,
            page,
            total_key,
            is_printed,
            step_yuan
        from rules.side('general_public', column_name)
        union all
        select
            general_public.document_key,
            general_public.set_no,
            general_public.stage,
            'appropriation' as covers,
            general_public.value_yuan + coalesce(gov_fund.value_yuan, 0) as value_yuan,
            general_public.page,
            general_public.total_key,
            general_public.is_printed,
            general_public.step_yuan
        from rules.side('general_public', column_name) as general_public
        left join rules.side('gov_fund', column_name) as gov_fund using (document_key, set_no, stage)
        union all
        select
            document_key,
            set_no,
            stage,
            'appropriation' as covers,
            value_yuan,
            page,
            total_key,
            is_printed,
            step_yuan
        from rules.side('appropriation_expenditure', column_name)
        union all
        select
            document_key,
            set_no,
            stage,
            'all' as covers,
            value_yuan,
            page,
            total_key,
            is_printed,
            step_yuan
        from rules.side('expenditure', column_name)
    ),

    parts as (
        select *
        from rules.side('basic', case column_name when 'basic' then 'total' else column_name end)
        where covers = cover
    )

    select
        parts.document_key,
        parts.statement_key,
        parts.unit_name,
        concat('page ', parts.page, ' and page ', wholes.page) as place,
        parts.value_yuan as left_yuan,
        wholes.value_yuan as right_yuan,
        greatest(parts.step_yuan, wholes.step_yuan) as tolerance_yuan,
        [parts.total_key] as left_line_keys,
        [wholes.total_key] as right_line_keys,
        rules.not_whole(
            parts.is_printed, wholes.is_printed, parts.value_yuan, wholes.value_yuan,
            greatest(parts.step_yuan, wholes.step_yuan)
        ) as not_applicable_reason
    from parts
    inner join wholes using (document_key, set_no, stage)
    where
        wholes.covers = cover
        -- A title that names no money may mean that of the general public budget or of all appropriations.
        or cover = 'all'
    -- The whole that fits, else the one that the table should be part of.
    qualify row_number() over (
        partition by parts.statement_key, parts.stage
        order by
            abs(parts.value_yuan - wholes.value_yuan) <= greatest(parts.step_yuan, wholes.step_yuan) desc,
            wholes.covers = cover desc, abs(parts.value_yuan - wholes.value_yuan), wholes.page, wholes.total_key
    ) = 1;

-- Rows of one kind of table: what is left and right is an expression of the calling rule over rules.spending_row.
create macro rules.row_columns(kind) as table
    select
        *,
        rules.place(page, table_no, row_no, coalesce(function_code, dept_economic_code, label)) as place
    from rules.spending_row
    where statement = kind;

-- grain: one functional code of a set of tables, in one kind of table
-- what its leaf rows come to; a code that stands in two tables of one kind is split in a way that is not told
create table rules.function_sum as
select
    set_id,
    stage,
    statement,
    function_code,
    min(statement_id) as statement_id,
    min(statement_id) = max(statement_id) as is_in_one_table,
    min(line_key) as line_key,
    min(page) as page,
    count(*) as row_count,
    count(total) as total_count,
    count(basic) as basic_count,
    sum(total) as total_yuan,
    sum(basic) as basic_yuan,
    max(step_yuan) as step_yuan
from rules.spending_row
where
    statement in ('expenditure', 'general_public') and line_kind = 'leaf' and function_code is not null
    and not is_of_which and coalesce(view, 'function') = 'function'
group by all;

-- A functional code in the general public budget and in all expenditure, by one column.
create macro rules.function_within(column_name) as table
    with sums as (
        select
            * exclude (total_count, basic_count, total_yuan, basic_yuan),
            case column_name when 'total' then total_yuan else basic_yuan end as amount_yuan
        from rules.function_sum
        where
            length(function_code) = 7 and is_in_one_table
            and case column_name when 'total' then total_count else basic_count end > 0
    )

    select
        statement.document_key,
        statement.statement_key,
        statement.unit_name,
        concat('page ', parts.page, ' and page ', wholes.page, ', code ', parts.function_code) as place,
        -- A table that is short of rows has a rule of its own.
        case when wholes.statement_id in (select statement_id from rules.short_table) then 'info' end as severity,
        parts.amount_yuan as left_yuan,
        wholes.amount_yuan as right_yuan,
        rules.rounding(greatest(parts.step_yuan, wholes.step_yuan), parts.row_count + wholes.row_count)
            as tolerance_yuan,
        [parts.line_key] as left_line_keys,
        [wholes.line_key] as right_line_keys
    from sums as parts
    inner join sums as wholes
        on
            parts.set_id = wholes.set_id
            and parts.stage = wholes.stage
            and parts.function_code = wholes.function_code
    inner join rules.statement
        on parts.statement_id = statement.statement_id
    where parts.statement = 'general_public' and wholes.statement = 'expenditure';

-- grain: one coded amount of a table that prints rows of 类 or 款 above their details
create table rules.subtotal_line as
with with_subtotals as (
    -- Most tables print none: they are not looked at.
    select distinct statement_key
    from store.spending
    where line_kind = 'subtotal'
)

select
    statement_key,
    statement,
    measure,
    line_kind,
    line_key,
    page,
    table_no,
    row_no,
    stage,
    coalesce(function_code, dept_economic_code, gov_economic_code) as code,
    coalesce(unit_code, '') as unit_code,
    amount_yuan
from store.spending
semi join with_subtotals using (statement_key)
where
    measure in ('total', 'basic', 'project', 'agency_operation') and line_kind in ('subtotal', 'leaf') and not coalesce(is_of_which, false)
    and statement in ('expenditure', 'general_public', 'basic', 'gov_fund', 'agency_operation')
    and coalesce(function_code, dept_economic_code, gov_economic_code) is not null;

-- Rows of 类 and 款 against the leaves below them.
create macro rules.subtotal_is_sum(kind, column_name) as table
    with lines as (
        select * from rules.subtotal_line
        where statement = kind and measure = column_name
    ),

    prefixes as (
        select
            statement_key,
            stage,
            unit_code,
            unnest([left(code, 3), left(code, 5)]) as prefix,
            amount_yuan
        from lines
        where line_kind = 'leaf' and length(code) >= 5
    ),

    sums as (
        select
            statement_key,
            stage,
            unit_code,
            prefix,
            sum(amount_yuan) as leaf_yuan,
            count(*) as leaf_count
        from prefixes
        group by all
    )

    select
        statement.document_key,
        lines.statement_key,
        statement.unit_name,
        rules.place(lines.page, lines.table_no, lines.row_no, lines.code) as place,
        lines.amount_yuan as left_yuan,
        sums.leaf_yuan as right_yuan,
        rules.rounding(statement.step_yuan, sums.leaf_count) as tolerance_yuan,
        [lines.line_key] as left_line_keys,
        null::varchar[] as right_line_keys
    from lines
    inner join rules.statement
        on lines.statement_key = statement.statement_key
    inner join sums
        on
            lines.statement_key = sums.statement_key
            and lines.stage = sums.stage
            and lines.unit_code = sums.unit_code
            and lines.code = sums.prefix
    where lines.line_kind = 'subtotal' and length(lines.code) in (3, 5)
    -- Where a code stands on several subtotal rows, which leaves belong to which is not said.
    qualify count(*) over (partition by lines.statement_key, lines.stage, lines.unit_code, lines.code) = 1;

-- Tables of expenditure whose codes of one classification have another form than they should.
create macro rules.codes_of_form(classification, form) as table
    with coded as not materialized (
        select
            statement_id,
            line_key,
            case classification
                when 'function' then function_code
                when 'gov_economic' then gov_economic_code
                when 'dept_economic' then dept_economic_code
            end as code
        from rules.printed_row
    ),

    -- Few codes stand in many rows: asked is the group's, so that each is looked at once.
    spelled as (
        select
            code,
            min(code) as text
        from coded
        where code is not null
        group by code
    ),

    odd as (
        select code
        from spelled
        where not regexp_matches(text, form)
    ),

    odd_rows as (
        select
            coded.statement_id,
            count(*) as row_count,
            list(coded.line_key order by coded.code, coded.line_key) as line_keys,
            list(distinct coded.code order by coded.code) as codes
        from coded
        semi join odd
            on coded.code = odd.code
        group by coded.statement_id
    ),

    counted as (
        select
            statement_id,
            count(*) as row_count
        from coded
        where code is not null
        group by statement_id
    )

    select
        statement.document_key,
        statement.statement_key,
        statement.unit_name,
        coalesce(
            concat('codes ', array_to_string(odd_rows.codes[:5], ', ')),
            concat(counted.row_count, ' rows')
        ) as place,
        coalesce(odd_rows.row_count, 0) as left_yuan,
        0 as right_yuan,
        0 as tolerance_yuan,
        odd_rows.line_keys as left_line_keys
    from counted
    inner join rules.statement
        on counted.statement_id = statement.statement_id
    left join odd_rows
        on counted.statement_id = odd_rows.statement_id;

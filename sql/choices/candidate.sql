-- Grain: one table of all expenditure of a unit (支出总表, 收支总表, 财政拨款支出表, 一般公共预算支出表), one year, stage and
-- view of it: what its leaves come to, what is printed, whether the two agree, and into which columns its money is divided.
-- 1. What is divided: into basic, project and the like where these columns add up to the total; else into the funds; else
--    the total itself. A table without a total column has the sum of its parts as its total.
-- 2. It closes where its leaves give the printed total, to half of the last printed digit for each figure. A table
--    without a total row is held against the total of the other tables of the same money in its document.
-- A helper of the build: not published.
create table store.candidate as
with

-- What stands in one column of one table, whichever units its rows are of.
columns as (
    select
        document_key,
        statement_key,
        statement,
        view,
        fiscal_year,
        stage,
        measure,
        min(covers) as covers,
        min(page) as page,
        sum(leaf_yuan) as leaf_yuan,
        sum(leaf_count) as leaf_count,
        max(largest_leaf_yuan) as largest_leaf_yuan,
        min(least_leaf_yuan) as least_leaf_yuan,
        max(total_yuan) as total_yuan,
        max(year_yuan) as year_yuan,
        sum(year_end_yuan) as year_end_yuan,
        sum(itemised_count) as itemised_count
    from store.printed_sum
    where statement in ('expenditure', 'summary_expenditure', 'appropriation_expenditure', 'general_public')
    group by document_key, statement_key, statement, view, fiscal_year, stage, measure
),

-- What is printed for the year: 本年支出合计 where there is one, else the total less what is carried on.
printed as (
    select
        *,
        coalesce(year_yuan, total_yuan - coalesce(year_end_yuan, 0)) as printed_yuan
    from columns
),

pivoted as (
    select
        document_key,
        statement_key,
        statement,
        view,
        fiscal_year,
        stage,
        min(covers) as covers,
        min(page) as page,
        max(leaf_count) as leaf_count,
        max(largest_leaf_yuan) as largest_leaf_yuan,
        min(least_leaf_yuan) as least_leaf_yuan,
        max(itemised_count) as itemised_count,
        max(leaf_yuan) filter (where measure = 'total') as total_leaf_yuan,
        max(printed_yuan) filter (where measure = 'total') as total_printed_yuan,
        sum(leaf_yuan) filter (where measure = 'basic') as basic_yuan,
        sum(leaf_yuan) filter (where measure in ('personnel', 'public')) as inside_basic_yuan,
        sum(leaf_yuan) filter (
            where measure in ('project', 'operating', 'superior_remittance', 'subordinate_subsidy', 'reserve')
        ) as beside_basic_yuan,
        sum(printed_yuan) filter (
            where
            measure in ('basic', 'project', 'operating', 'superior_remittance', 'subordinate_subsidy', 'reserve')
        ) as parts_printed_yuan,
        sum(leaf_yuan) filter (where measure = 'fiscal') as fiscal_yuan,
        sum(leaf_yuan) filter (
            where measure in ('general_public', 'gov_fund', 'state_capital', 'social_insurance_fund')
        ) as inside_fiscal_yuan,
        sum(leaf_yuan) filter (
            where
            measure in (
                'special_account', 'business_income', 'operating_income', 'superior_subsidy_income',
                'subordinate_remittance_income', 'other_income', 'unit_funds', 'carryover'
            )
        ) as beside_fiscal_yuan,
        sum(printed_yuan) filter (
            where
            measure in (
                'general_public', 'gov_fund', 'state_capital', 'social_insurance_fund', 'special_account',
                'business_income', 'operating_income', 'superior_subsidy_income', 'subordinate_remittance_income',
                'other_income', 'unit_funds', 'carryover'
            )
        ) as funds_printed_yuan
    from printed
    group by document_key, statement_key, statement, view, fiscal_year, stage
),

summed as (
    select
        *,
        coalesce(basic_yuan, inside_basic_yuan, 0) + coalesce(beside_basic_yuan, 0) as by_kind_yuan,
        coalesce(inside_fiscal_yuan, 0) + coalesce(beside_fiscal_yuan, 0) as by_fund_yuan,
        coalesce(fiscal_yuan, 0) + coalesce(beside_fiscal_yuan, 0) as by_fiscal_yuan,
        coalesce(basic_yuan, inside_basic_yuan, beside_basic_yuan) is not null as has_kinds,
        coalesce(inside_fiscal_yuan, beside_fiscal_yuan) is not null as has_funds,
        coalesce(fiscal_yuan, beside_fiscal_yuan) is not null as has_fiscal
    from pivoted
),

divided as (
    select
        *,
        case
            when has_kinds and (total_leaf_yuan is null or by_kind_yuan = total_leaf_yuan)
                then case when basic_yuan is null and inside_basic_yuan is not null then 'personnel' else 'basic' end
            when has_funds and (total_leaf_yuan is null or by_fund_yuan = total_leaf_yuan) then 'fund'
            when has_fiscal and by_fiscal_yuan = total_leaf_yuan then 'fiscal'
            when total_leaf_yuan is not null then 'total'
        end as divided_by
    from summed
),

valued as (
    select
        divided.*,
        coalesce(
            total_leaf_yuan, case when divided_by = 'fund' then by_fund_yuan else by_kind_yuan end
        ) as leaf_yuan,
        coalesce(
            total_printed_yuan, case when divided_by = 'fund' then funds_printed_yuan else parts_printed_yuan end
        ) as printed_yuan,
        case divided.covers when 'all' then 1 when 'appropriation' then 2 when 'general_public' then 3 else 4 end
            as cover_rank,
        case divided.view
            when 'function' then 1
            when 'dept_economic' then 2
            when 'gov_economic' then 3
            when 'project' then 4
            when 'unit' then 5
            else 6
        end as view_rank,
        coalesce(nullif(members.unit_key, 0), about.unit_key) as unit_key,
        about.scope,
        about.fiscal_year as document_year,
        case
            when statements.decimals is null then 0.0
            else
                cast(
                    case statements.money_unit
                        when '亿元' then 100000000
                        when '万元' then 10000
                        when '千元' then 1000
                        else 1
                    end as double
                ) / pow(10, statements.decimals)
        end as step_yuan
    from divided
    left join store.statement as statements
        on divided.statement_key = statements.statement_key
    left join store.unit_member as members
        on
            statements.unit_code is not distinct from members.printed_code
            and statements.unit_name is not distinct from members.printed_name
    inner join store.document_about as about
        on divided.document_key = about.document_key
    where divided.divided_by is not null and divided.leaf_count > 0
),

-- Tables of the same money of the same unit in the same document print its total each.
held_against as (
    select
        valued.*,
        max(valued.printed_yuan) over (
            partition by
                valued.document_key, valued.unit_key, valued.fiscal_year, valued.stage, valued.cover_rank
        ) as printed_elsewhere_yuan
    from valued
)

select
    document_key,
    statement_key,
    statement,
    covers,
    view,
    fiscal_year,
    stage,
    unit_key,
    scope,
    document_year,
    divided_by,
    leaf_yuan,
    leaf_count,
    largest_leaf_yuan,
    least_leaf_yuan,
    itemised_count,
    coalesce(printed_yuan, printed_elsewhere_yuan) as printed_yuan,
    page,
    cover_rank,
    view_rank,
    -- Figures to the cent need no tolerance.
    case
        when coalesce(printed_yuan, printed_elsewhere_yuan) is null then null
        else
            cast(abs(leaf_yuan - coalesce(printed_yuan, printed_elsewhere_yuan)) as double)
            <= case when step_yuan > 0.011 then step_yuan / 2 * (leaf_count + 1) + 0.001 else 0.001 end
    end as closes
from held_against;

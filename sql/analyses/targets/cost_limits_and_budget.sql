-- Do the cost limits of a project add up to its budget?
-- zh: 成本指标之和等于项目预算吗？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
-- Cost limits in 万元 or 元. Overlapping limits (a total and its parts) are the usual reason for more than 100 %.
with

limits as (
    select
        document_key,
        project_name,
        sum(
            case target_unit
                when '万元' then target_value * 10000
                when '元' then target_value
                when '亿元' then target_value * 100000000
            end
        ) as limits_yuan,
        count(*) as cost_lines
    from mart.indicator_line
    where
        (level1 = '成本' or level2 = '成本')
        and target_unit in ('元', '万元', '亿元')
    group by document_key, project_name
)

select
    projects.unit_name,
    projects.project_name,
    projects.amount_yuan,
    cast(limits.limits_yuan as decimal(20, 2)) as limits_yuan,
    limits.cost_lines,
    share_of(limits.limits_yuan, projects.amount_yuan) as limits_pct,
    projects.file_name,
    projects.page
from mart.project as projects
inner join limits
    on
        projects.document_key = limits.document_key
        and projects.project_name = limits.project_name
where
    projects.document_key in (select addable.document_key from mart.document as addable where addable.is_addable)
    and projects.amount_yuan > 0
    and ($year is null or projects.fiscal_year = cast($year as integer))
    and ($unit is null or contains(projects.unit_name, $unit))
order by abs(limits.limits_yuan - projects.amount_yuan) desc;

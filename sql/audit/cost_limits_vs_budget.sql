-- title: The cost limits of a project do not add up to its budget
-- title_zh: 成本指标限额之和与项目金额不符
-- message: The {limit_count} cost limit(s) of “{project}” come to {limits:yuan}; the project has {budget:yuan}.
-- message_zh: “{project}”的{limit_count}项成本指标限额合计{limits:yuan}，项目金额为{budget:yuan}。
-- severity: warning
-- why: The limits of the cost indicators of one project usually add up to its amount.
with limits as (
    select
        project_key,
        sum(target_value * case when target_unit like '万元%' then 10000 else 1 end) as limit_yuan,
        count(*) as rows,
        max(target_value * case when target_unit like '万元%' then 10000 else 1 end) as largest_yuan,
        bool_or(coalesce(operator in ('≥', '>'), false)) as has_floor,
        list(line_key order by line_key) as line_keys,
        -- 社会成本 and 生态环境成本 are not money of the project; a price for one thing is no limit of the whole.
        bool_or(
            (regexp_matches(target_unit, '[/每]') and not regexp_matches(target_unit, '[/每](年|项|批)$'))
            or regexp_matches(indicator_name, '(单价|均价|标准|人均|户均|每|租金|时薪|单次)')
        ) as has_price,
        bool_or(target_value is null or not coalesce(regexp_matches(target_unit, '元'), false)) as has_other
    from store.indicator
    where
        statement = 'project_targets' and level1 = '成本' and coalesce(level2, '经济成本') in ('经济成本', '成本')
        and project_key is not null
    group by project_key
)

select
    project.document_key,
    'project' as subject,
    case when limits.limit_yuan > project.amount_yuan then 'warning' else 'info' end as severity,
    project.unit_name,
    project.project_name,
    limits.rows as limit_count,
    limits.limit_yuan as limits,
    project.amount_yuan as budget,
    project.amount_yuan as stated,
    limits.limit_yuan as computed,
    limits.line_keys
from store.project
inner join limits using (project_key)
where
    project.amount_yuan > 0 and not limits.has_price and not limits.has_other
    -- One limit alone above the budget has a rule of its own.
    and not (limits.rows = 1 and limits.limit_yuan > project.amount_yuan)
    -- A floor (≥) limits nothing.
    and not limits.has_floor
    -- A limit of the whole beside those of its parts: it is the sum of the others, or the budget.
    and abs(limits.largest_yuan * 2 - limits.limit_yuan) > 100
    and abs(limits.largest_yuan - project.amount_yuan) > 100
    and abs(limits.limit_yuan - project.amount_yuan) > 100
    -- Limits that come to much less are those of parts.
    and limits.limit_yuan >= project.amount_yuan * 0.9
    and not rules.is_of_other_years(project.project_name, project.fiscal_year)

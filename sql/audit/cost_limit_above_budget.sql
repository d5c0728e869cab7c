-- title: A cost limit is above the budget of its project
-- title_zh: 成本限额高于项目预算
-- message: The cost limit “{indicator} {target}” of “{project}” is above its budget of {budget:yuan}.
-- message_zh: “{project}”的成本指标“{indicator} {target}”高于项目预算{budget:yuan}。
-- severity: warning
-- why: A limit above all the money there is limits nothing.
select
    project.document_key,
    'line' as subject,
    project.unit_name,
    project.project_name,
    project.project_key,
    left(indicator.indicator_name, 40) as indicator,
    rules.target(indicator.operator, indicator.target_text, indicator.target_unit) as target,
    project.amount_yuan as budget,
    project.amount_yuan as stated,
    indicator.target_value * case when indicator.target_unit like '万元%' then 10000 else 1 end as computed,
    indicator.target_value * case when indicator.target_unit like '万元%' then 10000 else 1 end - project.amount_yuan
        as amount_yuan,
    [indicator.line_key] as line_keys
from store.indicator
inner join store.project using (project_key)
where
    indicator.statement = 'project_targets' and indicator.level1 = '成本'
    and coalesce(indicator.level2, '经济成本') in ('经济成本', '成本')
    and coalesce(indicator.operator, '≤') in ('≤', '<')
    and regexp_matches(indicator.target_unit, '^(万)?元$') and project.amount_yuan > 0
    and indicator.target_value * case when indicator.target_unit like '万元%' then 10000 else 1 end
    > project.amount_yuan * 1.005 + 100
    and not rules.is_of_other_years(project.project_name, project.fiscal_year)
    -- Several limits that come to another sum than the budget have a rule.
    and project.project_key in (
        select single.project_key
        from store.indicator as single
        where single.level1 = '成本' and single.project_key is not null
        group by single.project_key
        having count(*) = 1
    )

-- title: One figure of the cost text alone exceeds the budget
-- title_zh: 成本指标中单项金额超过项目预算
-- message: The cost text of “{project}” names {figure:yuan} (“{text}”); the whole project has {budget:yuan}.
-- message_zh: “{project}”的成本指标写有{figure:yuan}（“{text}”），超过项目全部预算{budget:yuan}。
-- severity: warning
-- why: A part cannot cost more than the whole.
select
    project.document_key,
    'project' as subject,
    project.unit_name,
    project.project_name,
    max(expression.value) as figure,
    max_by(expression.text, (expression.value, expression.text)) as text,
    project.amount_yuan as budget,
    project.amount_yuan as stated,
    max(expression.value) as computed,
    list(distinct expression.line_key order by expression.line_key) as line_keys
from store.project
inner join store.expression using (project_key)
inner join store.indicator using (line_key)
where
    expression.kind = 'money' and (indicator.level1 = '成本' or indicator.level2 like '%成本%')
    and project.statement in ('project_declaration', 'project_targets')
    and project.amount_yuan > 0 and expression.value > project.amount_yuan + 100
    and expression.field in ('target_text', 'indicator_name')
    -- A project of another year, or of several, pays a part of its cost from this budget.
    and not rules.is_of_other_years(project.project_name, project.fiscal_year)
    -- Where the texts come to another sum than the budget, that is told.
    and project.project_key not in (select project_key from rules.cost_conflict)
group by project.document_key, project.project_key, project.unit_name, project.project_name, project.amount_yuan

-- title: A project amount exceeds all project spending of its budget
-- title_zh: 单个项目金额超过项目支出合计
-- message: “{project}” has {budget:yuan}; all project expenditure of the document is {projects:yuan}.
-- message_zh: “{project}”金额为{budget:yuan}，而全部项目支出只有{projects:yuan}。
-- severity: info
-- why: A project cannot be larger than all project expenditure: one of the two is in another unit, or the
--   money is passed on.
select
    project.document_key,
    'project' as subject,
    project.unit_name,
    project.project_name,
    project.amount_yuan as budget,
    max(amount.value_yuan) as projects,
    project.amount_yuan as stated,
    max(amount.value_yuan) as computed
from store.project
inner join rules.amount using (document_key)
where
    project.statement = 'project_targets' and amount.statement = 'expenditure' and amount.measure = 'project'
    and amount.value_yuan is not null
group by project.document_key, project.project_key, project.unit_name, project.project_name, project.amount_yuan
having project.amount_yuan > max(amount.value_yuan) + 100

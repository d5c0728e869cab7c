-- title: A project amount exceeds all project spending of its budget
-- title_zh: 单个项目金额超过项目支出合计
-- severity: info
-- why: A project cannot be larger than all project expenditure: one of the two is in another unit, or the
--   money is passed on.
select
    project.document_key,
    'project' as subject,
    project.unit_name,
    project.project_name,
    concat(
        '“',
        rules.name_of(project.project_name, project.unit_name),
        '” has ',
        rules.yuan(project.amount_yuan),
        '; all project expenditure of the document is ',
        rules.yuan(max(amount.value_yuan)),
        '.'
    ) as message,
    project.amount_yuan as stated,
    max(amount.value_yuan) as computed
from store.project
inner join rules.amount using (document_key)
where
    project.statement = 'project_targets' and amount.statement = 'expenditure' and amount.measure = 'project'
    and amount.value_yuan is not null
group by project.document_key, project.project_key, project.unit_name, project.project_name, project.amount_yuan
having project.amount_yuan > max(amount.value_yuan) + 100

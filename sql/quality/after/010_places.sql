-- Where each finding stands and how much money it concerns, as far as its rule has not said so: from the line that shows it
-- best, else from its project, else from the table of the check that fails. One look at the lines for all findings.
create temp table finding_line as
with wanted as (
    select distinct line_key
    from quality.finding
    where line_key is not null
)

select
    line_key,
    page,
    table_no,
    row_no,
    project_name,
    cast(null as varchar) as project_key,
    amount_yuan
from store.spending
semi join wanted using (line_key)
union all
select
    line_key,
    page,
    table_no,
    row_no,
    cast(null as varchar) as project_name,
    cast(null as varchar) as project_key,
    amount_yuan
from store.revenue
semi join wanted using (line_key)
union all
select
    line_key,
    page,
    table_no,
    row_no,
    project_name,
    project_key,
    cast(null as decimal(20, 2)) as amount_yuan
from store.indicator
semi join wanted using (line_key);

update quality.finding
set
    page = coalesce(finding.page, lines.page),
    table_no = coalesce(finding.table_no, lines.table_no),
    row_no = coalesce(finding.row_no, lines.row_no),
    project_name = coalesce(finding.project_name, lines.project_name),
    project_key = coalesce(finding.project_key, lines.project_key),
    amount_yuan = coalesce(finding.amount_yuan, abs(lines.amount_yuan))
from finding_line as lines
where finding.line_key = lines.line_key;

-- A project by its key; without one, by its name, unit and document, where that is one project only.
create temp table finding_project as
with keyed as (
    select
        finding.finding_key,
        project.project_key,
        project.page,
        project.table_no,
        project.row_no,
        coalesce(project.adjusted_yuan, project.amount_yuan, project.initial_yuan) as amount_yuan
    from quality.finding
    inner join store.project using (project_key)
    union all
    select
        finding.finding_key,
        project.project_key,
        project.page,
        project.table_no,
        project.row_no,
        coalesce(project.adjusted_yuan, project.amount_yuan, project.initial_yuan) as amount_yuan
    from quality.finding
    inner join store.project
        on
            finding.document_key = project.document_key
            and finding.project_name = project.project_name
            and finding.unit_name is not distinct from project.unit_name
    where finding.project_key is null and finding.project_name is not null
)

select
    finding_key,
    min(project_key) as project_key,
    min(page) as page,
    min(table_no) as table_no,
    min(row_no) as row_no,
    max(amount_yuan) as amount_yuan
from keyed
group by finding_key
having count(*) = 1;

update quality.finding
set
    project_key = projects.project_key,
    page = coalesce(finding.page, projects.page),
    table_no = coalesce(finding.table_no, projects.table_no),
    row_no = coalesce(finding.row_no, projects.row_no),
    amount_yuan = coalesce(finding.amount_yuan, projects.amount_yuan)
from finding_project as projects
where finding.finding_key = projects.finding_key;

-- What is about a whole document stands on the page of the first table or form that its rule reads.
update quality.finding
set page = tables.page
from (
    select
        finding.finding_key,
        min(statement.page) as page
    from quality.finding
    inner join quality.rule using (rule_code)
    inner join rules.statement
        on
            finding.document_key = statement.document_key
            and (len(rule.statements) = 0 or list_contains(string_split(rule.statements[1], '|'), statement.statement))
    where finding.page is null
    group by finding.finding_key
) as tables
where finding.finding_key = tables.finding_key;

drop table finding_line;
drop table finding_project;

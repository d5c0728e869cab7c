-- title: Self-evaluation: no more is executed than the adjusted budget
-- title_zh: 自评表：全年执行数 ≤ 全年预算数
-- severity: warning
-- statements: self_evaluation
-- proves: rows
-- tolerance: zero at the printed precision
-- relation: <=
-- grain: row
-- why: Money cannot be spent that was not given; a larger figure is a wrong column or unit.
select
    project.document_key,
    project.statement_key,
    project.unit_name,
    rules.place(project.page, project.table_no, project.row_no, project.project_name) as place,
    executed_yuan as left_yuan,
    adjusted_yuan as right_yuan,
    0 as tolerance_yuan
from store.project
where project.statement = 'self_evaluation' and executed_yuan is not null and adjusted_yuan is not null

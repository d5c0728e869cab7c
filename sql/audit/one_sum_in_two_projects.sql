-- title: Two projects report one and the same odd sum
-- title_zh: 两个项目报同一笔金额
-- message: “{project}” and “{other}” both report {spent:yuan} as spent.
-- message_zh: “{project}”与“{other}”的执行数都是{spent:yuan}。
-- severity: info
-- why: An amount to the cent belongs to one payment: it was reported twice, or copied.
with sums as (
    select
        document_key,
        unit_name,
        project_key,
        project_name,
        executed_yuan
    from store.project
    where
        statement = 'self_evaluation' and executed_yuan > 10000 and executed_yuan % 100 <> 0
        and project_name is not null
)

select
    one.document_key,
    'project' as subject,
    one.unit_name,
    one.project_name,
    one.project_key,
    other.project_name as other,
    one.executed_yuan as spent,
    one.project_name as stated,
    other.project_name as computed,
    one.executed_yuan as amount_yuan
from sums as one
inner join sums as other
    on
        one.document_key = other.document_key
        and one.executed_yuan = other.executed_yuan
        and one.project_key < other.project_key
where regexp_replace(one.project_name, '\s', '', 'g') <> regexp_replace(other.project_name, '\s', '', 'g')

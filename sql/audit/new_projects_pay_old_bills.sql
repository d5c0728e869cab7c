-- title: Projects of this year pay the remainder of earlier ones
-- title_zh: 项目用于支付尾款
-- message: {bills} projects with {bills_sum:yuan} of {all_sum:yuan} ({share} %) pay what earlier projects left open (尾款, 质保金), the largest “{largest}”.
-- message_zh: {bills}个项目共{bills_sum:yuan}（占项目总额{all_sum:yuan}的{share}%）用于支付以前项目的尾款、质保金，最大的是“{largest}”。
-- severity: info
-- why: What pays old bills promises nothing new: its targets were due in another year.
with projects as (
    select
        document_key,
        unit_name,
        statement,
        project_key,
        project_name,
        amount_yuan,
        regexp_matches(project_name, '尾款|尾欠|质保金|质量保证金|清欠|欠款') as is_bill
    from store.project
    where
        statement in ('project_targets', 'project_declaration', 'project_budget') and amount_yuan > 0
        and project_name is not null
),

sums as (
    select
        document_key,
        statement,
        min(unit_name) as unit_name,
        count(*) filter (where is_bill) as bills,
        sum(amount_yuan) filter (where is_bill) as bills_yuan,
        sum(amount_yuan) as all_yuan,
        max_by(project_name, (amount_yuan, project_key)) filter (where is_bill) as largest
    from projects
    group by document_key, statement
)

select
    document_key,
    'document' as subject,
    unit_name,
    bills,
    bills_yuan as bills_sum,
    all_yuan as all_sum,
    round(bills_yuan / all_yuan * 100, 1) as share,
    largest,
    bills_yuan as stated,
    all_yuan as computed,
    bills_yuan as amount_yuan
from sums
where bills >= 3 or bills_yuan >= all_yuan * 0.01
-- The same projects may stand in a list and in a form.
qualify row_number() over (partition by document_key order by bills desc, statement asc) = 1

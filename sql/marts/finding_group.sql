-- Grain: what one rule found of one unit in one document, as one sentence with its count and its strongest example; checks
-- (and lost rows) of one document that fail by one and the same difference are one cause, and one group.
-- Ranked by money concerned × certainty (severity, whose fault) × rarity (in how few documents the rule finds anything);
-- weights are data: quality.weight. What most forms of a document share is a habit: it ranks below.
create view mart.finding_group as
with

forms as (
    select
        document_key,
        count(*) as forms
    from main.fact_project
    group by document_key
),

habit_limits as (
    select
        max(weight) filter (where name = 'share') as least_share,
        max(weight) filter (where name = 'forms') as least_forms,
        max(weight) filter (where name = 'weight') as habit_weight
    from quality.weight
    where kind = 'habit'
),

-- What most forms of a document share, whichever units they are of.
habits as (
    select
        found.document_key,
        found.rule_code
    from mart.finding as found
    inner join forms
        on found.document_key = forms.document_key
    cross join habit_limits
    group by
        found.document_key, found.rule_code, forms.forms, habit_limits.least_forms, habit_limits.least_share
    having
        count(distinct found.project_name) >= habit_limits.least_forms
        and count(distinct found.project_name) >= forms.forms * habit_limits.least_share
),

findings as (
    select
        found.*,
        habits.rule_code is not null as is_habit,
        rules.kind,
        coalesce(rules.title, notices.title, found.rule_code) as title,
        coalesce(rules.title_zh, notices.title_zh, found.rule_code) as title_zh,
        severities.weight as severity_weight,
        coalesce(faults.weight, 1) as fault_weight,
        case
            when habits.rule_code is not null then concat('habit ', found.rule_code)
            -- The money concerned is the difference itself.
            when
                (rules.kind = 'check' or found.rule_code in ('lost_row', 'lost_row_proved')) and found.amount_yuan >= 1
                and abs(try_cast(found.stated as decimal(20, 2)) - try_cast(found.computed as decimal(20, 2)))
                = found.amount_yuan
                then concat('amount ', found.amount_yuan)
            else concat('rule ', found.rule_code, ' ', found.unit_name)
        end as cause
    from mart.finding as found
    left join quality.rule as rules
        on found.rule_code = rules.rule_code
    left join quality.notice_rule as notices
        on found.rule_code = notices.rule_code
    left join quality.weight as severities
        on severities.kind = 'severity' and found.severity = severities.name
    left join quality.weight as faults
        on faults.kind = 'fault' and found.fault = faults.name
    left join habits
        on found.document_key = habits.document_key and found.rule_code = habits.rule_code
),

spread as (
    select
        rule_code,
        count(distinct document_key) as documents
    from findings
    group by rule_code
),

loaded as (
    select count(*) as documents
    from main.dim_document
    where outcome = 'loaded'
),

groups as (
    select
        document_key,
        cause,
        min(file_name) as file_name,
        count(*) as findings,
        count(distinct rule_code) as rules,
        count(distinct project_name) as projects,
        list(distinct rule_code order by rule_code) as rule_codes,
        list(finding_key order by severity_weight desc, fault_weight desc, amount_yuan desc nulls last, finding_key asc)
            as finding_keys,
        max(amount_yuan) as largest_yuan,
        sum(amount_yuan) as sum_yuan
    from findings
    group by document_key, cause
),

-- The strongest example is the group's face.
faced as (
    select
        groups.*,
        faces.finding_key,
        faces.rule_code,
        faces.kind,
        faces.severity,
        faces.title,
        faces.title_zh,
        faces.unit_name,
        faces.project_name,
        faces.page,
        faces.row_no,
        faces.line_key,
        faces.stated,
        faces.computed,
        faces.fault,
        faces.reasons,
        faces.reasons_zh,
        faces.message as example,
        faces.message_zh as example_zh,
        faces.severity_weight,
        faces.fault_weight,
        forms.forms,
        faces.is_habit,
        habit_limits.habit_weight
    from groups
    inner join findings as faces
        on groups.finding_keys[1] = faces.finding_key
    cross join habit_limits
    left join forms
        on groups.document_key = forms.document_key
)

select
    faced.finding_key as group_key,
    faced.rule_code,
    faced.rule_codes,
    faced.severity,
    faced.file_name,
    faced.document_key,
    faced.unit_name,
    faced.findings,
    faced.projects,
    faced.forms,
    faced.is_habit,
    faced.title,
    faced.title_zh,
    case
        when faced.findings = 1 then faced.example
        when faced.cause like 'amount %'
            then concat(faced.example, ' The same difference fails ', faced.findings, ' sums.')
        when faced.is_habit
            then concat(
                faced.title, ': in ', faced.projects, ' of ', faced.forms,
                ' forms, a habit of the office. For example: ', faced.example
            )
        else concat(faced.title, ': ', faced.findings, ' times. For example: ', faced.example)
    end as message,
    case
        when faced.findings = 1 then coalesce(faced.example_zh, faced.title_zh)
        when faced.cause like 'amount %'
            then concat(coalesce(faced.example_zh, faced.title_zh), '同一差额使', faced.findings, '处合计不符。')
        when faced.is_habit
            then concat(
                faced.title_zh, '：', faced.forms, '份表中有', faced.projects, '份如此，是填报习惯。例如：',
                coalesce(faced.example_zh, '')
            )
        else concat(faced.title_zh, '：共', faced.findings, '处。例如：', coalesce(faced.example_zh, ''))
    end as message_zh,
    cast(
        case when faced.cause like 'amount %' then faced.largest_yuan else faced.sum_yuan end as decimal(20, 2)
    ) as amount_yuan,
    faced.project_name,
    faced.page,
    faced.row_no,
    faced.line_key,
    faced.stated,
    faced.computed,
    faced.fault,
    faced.reasons,
    faced.reasons_zh,
    faced.finding_keys,
    round(
        log10(1000 + coalesce(case when faced.cause like 'amount %' then faced.largest_yuan else faced.sum_yuan end, 0))
        * faced.severity_weight
        * faced.fault_weight
        * ln(1 + loaded.documents / spread.documents)
        * case when faced.is_habit then faced.habit_weight else 1 end,
        4
    ) as score
from faced
cross join loaded
inner join spread
    on faced.rule_code = spread.rule_code;

comment on view mart.finding_group is 'Findings of one rule, unit and document as one sentence, ranked (发现汇总)';
comment on column mart.finding_group.group_key is 'The finding that is the strongest example (汇总编号)';
comment on column mart.finding_group.rule_code is 'Rule of the strongest example (规则代码)';
comment on column mart.finding_group.rule_codes is 'All rules of the group (全部规则代码)';
comment on column mart.finding_group.severity is 'error | warning | info, the gravest (严重程度)';
comment on column mart.finding_group.file_name is 'Name of the file (文件名)';
comment on column mart.finding_group.document_key is 'Document, key into dim_document (文件)';
comment on column mart.finding_group.unit_name is 'Unit it is about (单位)';
comment on column mart.finding_group.findings is 'How many findings it stands for (发现数)';
comment on column mart.finding_group.projects is 'In how many projects (项目数)';
comment on column mart.finding_group.forms is 'Projects or forms that the document has (表单数)';
comment on column mart.finding_group.is_habit is 'Whether most forms of the document share it (是否填报习惯)';
comment on column mart.finding_group.title is 'Title of the rule (规则名称)';
comment on column mart.finding_group.title_zh is 'Title of the rule in Chinese (中文规则名称)';
comment on column mart.finding_group.message is 'The group as one sentence (说明)';
comment on column mart.finding_group.message_zh is 'The group as one sentence, in Chinese (中文说明)';
comment on column mart.finding_group.amount_yuan is 'Money concerned (涉及金额, 元)';
comment on column mart.finding_group.project_name is 'Project of the example (项目名称)';
comment on column mart.finding_group.page is 'Page of the example (页)';
comment on column mart.finding_group.row_no is 'Row of the example (行)';
comment on column mart.finding_group.line_key is 'Line of the example (明细编号)';
comment on column mart.finding_group.stated is 'What the document states there (原文所述)';
comment on column mart.finding_group.computed is 'What its figures give there (计算结果)';
comment on column mart.finding_group.fault is 'reading | publication | undecided: whose fault it is (责任)';
comment on column mart.finding_group.reasons is 'Why it is whose fault, in words (理由)';
comment on column mart.finding_group.reasons_zh is 'Why it is whose fault, in Chinese (中文理由)';
comment on column mart.finding_group.finding_keys is 'All findings of the group, the strongest first (全部发现编号)';
comment on column mart.finding_group.score is 'Rank: money × certainty × rarity, the highest first (排序分值)';

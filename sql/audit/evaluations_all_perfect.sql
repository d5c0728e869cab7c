-- title: Every project of a unit gave itself full marks
-- title_zh: 全部项目自评满分
-- severity: info
-- why: A scale that only knows its top measures nothing.
select
    document_key,
    'document' as subject,
    min(unit_name) as unit_name,
    concat(
        'All ',
        count(*),
        ' self-evaluations give at least 98 points (',
        count(*) filter (where total_score = 100),
        ' give 100).'
    ) as message,
    count(*) as stated,
    min(total_score) as computed
from store.project
where statement = 'self_evaluation' and total_score is not null
group by document_key
having count(*) >= 8 and min(total_score) >= 98

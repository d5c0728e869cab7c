-- title: Every project of a unit gave itself full marks
-- title_zh: 全部项目自评满分
-- message: All {evaluations} self-evaluations give at least 98 points ({perfect} give 100).
-- message_zh: {evaluations}份自评表全部在98分以上（其中{perfect}份为100分）。
-- severity: info
-- why: A scale that only knows its top measures nothing.
select
    document_key,
    'document' as subject,
    min(unit_name) as unit_name,
    count(*) as evaluations,
    count(*) filter (where total_score = 100) as perfect,
    count(*) as stated,
    min(total_score) as computed
from store.project
where statement = 'self_evaluation' and total_score is not null
group by document_key
having count(*) >= 8 and min(total_score) >= 98

-- title: Many targets of a document are exactly 100 %
-- title_zh: 指标值为100%的占比高
-- message: {hundred} of {all_targets} targets are 100 %, such as “{indicator}” of “{example_project}”.
-- message_zh: {all_targets}项指标中有{hundred}项的目标值为100%，如“{example_project}”的“{indicator}”。
-- severity: info
-- why: Whether 100 % means anything depends on how it is counted; such targets are nearly always reported
--   as met. One of them is no fault; a plan full of them is a habit.
with lines as (
    select
        document_key,
        unit_name,
        project_name,
        indicator_name,
        line_key,
        target_value = 100 and target_unit = '%' and coalesce(operator, '=') in ('=', '≥') as is_hundred
    from store.indicator
    where statement in ('project_targets', 'overall_targets', 'transfer_targets') and not is_not_applicable
)

select
    document_key,
    'document' as subject,
    min(unit_name) as unit_name,
    count(*) filter (where is_hundred) as hundred,
    count(*) as all_targets,
    left(min_by(indicator_name, (line_key, indicator_name)) filter (where is_hundred), 40) as indicator,
    min_by(coalesce(project_name, unit_name), (line_key, project_name)) filter (where is_hundred) as example_project,
    count(*) filter (where is_hundred) as stated,
    count(*) as computed,
    list(line_key order by line_key) filter (where is_hundred) as line_keys
from lines
group by document_key
having count(*) filter (where is_hundred) >= count(*) * 0.2

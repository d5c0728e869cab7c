-- title: Every measured value of a project is exactly its target
-- title_zh: 实际完成值与目标值完全相同
-- message: All {figures} targets with a figure in “{project}” were met to the last digit.
-- message_zh: “{project}”的{figures}项定量指标的实际完成值与目标值一个数不差。
-- severity: info
-- why: Counts, rates and sums seldom come out as planned to the last digit: the plan was copied into the result.
with figures as (
    select
        project_key,
        count(*) as figures,
        count(*) filter (where actual_value = target_value) as equal_figures,
        -- What is counted in whole years, or is one of one, says nothing.
        count(distinct target_value) as different,
        list(line_key order by line_key) as line_keys
    from store.indicator
    where
        statement = 'self_evaluation' and not is_not_applicable and target_value > 1 and actual_value is not null
        and target_value <> 100 and coalesce(target_unit, '') not in ('年', '月', '日', '天')
        and level1 is distinct from '预算执行'
    group by project_key
)

select
    project.document_key,
    'project' as subject,
    project.unit_name,
    project.project_name,
    project.project_key,
    figures.figures,
    figures.figures as stated,
    figures.equal_figures as computed,
    figures.line_keys
from figures
inner join store.project using (project_key)
where figures.figures >= 4 and figures.equal_figures = figures.figures and figures.different >= 3

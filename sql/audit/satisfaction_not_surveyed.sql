-- title: Satisfaction was scored but not surveyed
-- title_zh: 满意度未开展调查却得分
-- severity: warning
-- why: Points for a satisfaction that nobody measured.
select
    document_key,
    'line' as subject,
    unit_name,
    project_name,
    concat(
        'In “', project_name, '” satisfaction got ', coalesce(rules.plain(score), 'no'), ' of ', rules.plain(weight), ' points, yet the form says “',
        coalesce(deviation_reason, actual_text), '”.'
    ) as message,
    rules.plain(score) as stated,
    coalesce(deviation_reason, actual_text) as computed,
    [line_key] as line_keys,
from store.indicator
where statement = 'self_evaluation' and (level1 = '满意度' or level2 = '服务对象满意度') and score > 0
    and regexp_matches(concat(actual_text, ' ', deviation_reason), '(未做|未开展|未进行|没有做|未调查|未组织).{0,8}(调查|问卷|满意度)?')

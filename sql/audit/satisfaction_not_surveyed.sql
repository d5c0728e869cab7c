-- title: Satisfaction was promised but not surveyed
-- title_zh: 满意度未开展调查
-- severity: warning
-- why: The form promises a rate of satisfaction that nobody measured.
select
    document_key,
    'line' as subject,
    unit_name,
    project_name,
    concat(
        'In “', rules.name_of(project_name, unit_name),
        '” satisfaction (target “', target_text, '”) was not surveyed: the form says “',
        coalesce(deviation_reason, actual_text), '”',
        case
            when
                score > 0
                then concat(', yet it got ', rules.plain(score), ' of ', rules.plain(weight), ' points')
            else ''
        end,
        '.'
    ) as message,
    target_text as stated,
    coalesce(deviation_reason, actual_text) as computed,
    [line_key] as line_keys
from store.indicator
where
    statement = 'self_evaluation' and (level1 = '满意度' or level2 = '服务对象满意度')
    and regexp_matches(concat(actual_text, ' ', deviation_reason), '(未做|未开展|未进行|没有做|未调查|未组织)')

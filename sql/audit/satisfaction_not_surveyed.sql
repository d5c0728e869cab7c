-- title: Satisfaction was promised but not surveyed
-- title_zh: 满意度未开展调查
-- message: In “{project}” satisfaction (target “{target}”) was not surveyed: the form says
--   “{reason}”[[, yet it got {points} of {weight} points]].
-- message_zh: “{project}”的满意度（目标值“{target}”）未开展调查，表中写“{reason}”[[，仍得{points}分（满分{weight}分）]]。
-- severity: warning
-- why: The form promises a rate of satisfaction that nobody measured.
select
    document_key,
    'line' as subject,
    unit_name,
    project_name,
    target_text as target,
    coalesce(deviation_reason, actual_text) as reason,
    case when score > 0 then rules.plain(score) end as points,
    rules.plain(weight) as weight,
    target_text as stated,
    coalesce(deviation_reason, actual_text) as computed,
    [line_key] as line_keys
from store.indicator
where
    statement = 'self_evaluation' and (level1 = '满意度' or level2 = '服务对象满意度')
    and regexp_matches(concat(actual_text, ' ', deviation_reason), '(未做|未开展|未进行|没有做|未调查|未组织)')

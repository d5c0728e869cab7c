-- title: A quantity target is an upper limit
-- title_zh: 数量指标方向为“≤”
-- message: A quantity target of “{project}” reads “{indicator} {target}”.
-- message_zh: “{project}”的数量指标“{indicator} {target}”方向为“≤”，一件不做也算达标。
-- severity: warning
-- why: Delivering nothing at all would meet the target.
select
    document_key,
    'line' as subject,
    unit_name,
    project_name,
    indicator_name as indicator,
    rules.target(operator, target_text, target_unit) as target,
    rules.target(operator, target_text, target_unit) as stated,
    [line_key] as line_keys
from store.indicator
where
    statement in ('project_targets', 'project_declaration', 'overall_targets', 'transfer_targets', 'self_evaluation')
    and level2 = '数量' and operator in ('≤', '<') and not regexp_matches(coalesce(target_unit, ''), '元|%|％')
    -- The size of what is rented or served is no output that could fall short.
    and not regexp_matches(
        coalesce(indicator_name, ''), '租赁|租用|租金|场所|宽带|专线|服务(的)?(社区|村|学校|单位|街道|人口).*(数|数量|个数)$'
    )
    -- Of what does harm, and of what costs money without being the work, less is better.
    and not regexp_matches(
        coalesce(indicator_name, ''),
        '错误|差错|死链|错链|超时|逾期|事故|投诉|故障|违规|违法|违纪|失误|缺陷|中断|延误|超标|伤亡|死亡|发案|隐患|信访量|上访|舆情'
    )
    and not regexp_matches(
        coalesce(indicator_name, ''),
        '聘用|派遣|编外|配备|编制|在编|出访|出国|因公|团组|用车|车辆|能耗|用水|用电|会议|接待|人员数|人员规模|面积'
    )

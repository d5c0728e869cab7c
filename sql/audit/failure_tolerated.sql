-- title: A target tolerates failure
-- title_zh: 指标值容许较大的失误
-- message: A target of “{project}” reads “{indicator} {target}”: that much failure would be a success.
-- message_zh: “{project}”的指标“{indicator} {target}”容许较大的失误。
-- severity: info
-- why: Wages are paid or not, accidents happen or not: a wide margin makes failure a success.
select
    document_key,
    'line' as subject,
    unit_name,
    project_name,
    project_key,
    left(indicator_name, 60) as indicator,
    rules.target(operator, target_text, target_unit) as target,
    rules.target(operator, target_text, target_unit) as stated,
    [line_key] as line_keys
from store.indicator
where
    statement in ('project_targets', 'project_declaration', 'overall_targets', 'transfer_targets', 'self_evaluation')
    -- How a rate changes is no rate of failure.
    and not regexp_matches(indicator_name, '增长|提高|提升|下降|降低|减少|压降')
    and not is_not_applicable and target_unit in ('%', '％') and target_value is not null
    and (
        -- What must not happen, in more than one case of twenty.
        (operator in ('≤', '<') and regexp_matches(indicator_name, '事故|差错|错误|违规|违法|故障|死亡|伤亡') and target_value > 5)
        -- What is owed, in fewer than nine cases of ten.
        or (
            coalesce(operator, '≥') in ('≥', '>')
            and regexp_matches(
                indicator_name, '(还本|付息|本息|利息|工资|补贴|补助|救助|抚恤|养老金).{0,8}(率|发放|支付|偿还)|(足额|按时|及时)(发放|支付|偿还)'
            )
            and target_value > 1 and target_value < 90
        )
    )

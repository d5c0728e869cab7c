-- title: A text speaks of an earlier year
-- title_zh: 指标文字涉及以前年度
-- severity: info
-- why: A plan for one year that speaks of another was copied, or pays old debts.
select
    indicator.document_key,
    'line' as subject,
    case when indicator.level2 = '时效' then 'warning' else 'info' end as severity,
    indicator.unit_name,
    indicator.project_name,
    concat(
        'In the form for ',
        indicator.fiscal_year,
        ' “',
        rules.name_of(indicator.project_name, indicator.unit_name),
        '” speaks of ',
        min(expression.value)::integer, ': “',
        substr(
            replace(coalesce(indicator.target_text, indicator.indicator_name), chr(10), ' '),
            greatest(1, min(expression.span_start) - 4), 40
        ), '”.'
    ) as message,
    min(expression.value)::integer as stated,
    indicator.fiscal_year as computed,
    [indicator.line_key] as line_keys
from store.expression
inner join store.indicator using (line_key)
where
    expression.kind = 'year'
    and expression.value < indicator.fiscal_year
    and expression.value >= indicator.fiscal_year - 12
    and indicator.statement in ('project_declaration', 'project_targets', 'overall_targets')
    and (indicator.level2 in ('时效', '数量', '成本', '经济成本'))
    and expression.field = case when indicator.target_text is not null then 'target_text' else 'indicator_name' end
group by
    indicator.document_key,
    indicator.line_key,
    indicator.unit_name,
    indicator.project_name,
    indicator.fiscal_year,
    indicator.level2,
    indicator.target_text,
    indicator.indicator_name

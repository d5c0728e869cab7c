-- title: A text speaks of an earlier year
-- title_zh: 指标文字涉及以前年度
-- message: In the form for {form_year} “{project}” speaks of {text_year}: “{excerpt}”.
-- message_zh: {form_year}年的“{project}”写到了{text_year}年：“{excerpt}”。
-- severity: info
-- why: A plan for one year that speaks of another was copied, or pays old debts.
select
    indicator.document_key,
    'line' as subject,
    case when indicator.level2 = '时效' then 'warning' else 'info' end as severity,
    indicator.unit_name,
    indicator.project_name,
    indicator.fiscal_year as form_year,
    min(expression.value)::integer as text_year,
    substr(
        replace(coalesce(indicator.target_text, indicator.indicator_name), chr(10), ' '),
        greatest(1, min(expression.span_start) - 4),
        40
    ) as excerpt,
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

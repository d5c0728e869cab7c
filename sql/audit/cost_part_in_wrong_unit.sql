-- title: A part of the cost text is printed in the wrong unit
-- title_zh: 成本指标中一项金额的单位有误
-- severity: warning
-- why: Read in the unit of its neighbours, the part makes the sum come to the budget exactly.
select
    slip.document_key,
    'project' as subject,
    slip.unit_name,
    slip.project_name,
    concat(
        'In the cost text of “',
        rules.name_of(slip.project_name, slip.unit_name),
        '” the part “',
        slip.text,
        '” is printed in 元; read in 万元 the parts come to the budget of ',
        rules.yuan(slip.amount_yuan), ' exactly.'
    ) as message,
    slip.printed_yuan as stated,
    slip.amount_yuan as computed,
    [slip.line_key] as line_keys
from rules.unit_slip as slip

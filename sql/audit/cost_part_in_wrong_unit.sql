-- title: A part of the cost text is printed in the wrong unit
-- title_zh: 成本指标中一项金额的单位有误
-- message: In the cost text of “{project}” the part “{part}” is printed in 元; read in 万元 the parts come to the
--   budget of {budget:yuan} exactly.
-- message_zh: “{project}”成本指标中的“{part}”单位写成“元”；按“万元”计，各项之和正好等于预算{budget:yuan}。
-- severity: warning
-- why: Read in the unit of its neighbours, the part makes the sum come to the budget exactly.
select
    slip.document_key,
    'project' as subject,
    slip.unit_name,
    slip.project_name,
    slip.text as part,
    slip.amount_yuan as budget,
    slip.printed_yuan as stated,
    slip.amount_yuan as computed,
    [slip.line_key] as line_keys
from rules.unit_slip as slip

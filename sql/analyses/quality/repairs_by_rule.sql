-- What was repaired, and by which proof?
-- zh: 修复了什么，依据是什么？
select
    rule,
    confidence,
    count(*) as repairs,
    any_value(concat(printed_text, ' → ', read_as)) as example,
    any_value(evidence) as evidence
from mart.repair
group by rule, confidence
order by repairs desc, rule asc;

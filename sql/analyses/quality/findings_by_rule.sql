-- What was found, rule by rule?
-- zh: 各规则发现了什么？
select
    severity,
    rule_code,
    count(*) as findings,
    count(distinct file_name) as documents,
    any_value(message) as example
from mart.finding
group by severity, rule_code
order by array_position(['error', 'warning', 'info'], severity), findings desc, rule_code asc;

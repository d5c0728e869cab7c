-- title: Part of the budget pays for an earlier year
-- title_zh: 预算用于支付以前年度尾款
-- message: “{project}” pays for an earlier year: “{excerpt}”.
-- message_zh: “{project}”用于支付以前年度款项：“{excerpt}”。
-- severity: info
-- why: A final payment for last year (尾款) takes from this year what its targets promise.
select
    document_key,
    'line' as subject,
    unit_name,
    project_name,
    left(regexp_extract(coalesce(target_text, indicator_name), '[^。；;，,\n]*20[0-9]{2}年[^。；;\n]*尾款[^。；;\n]*'), 60)
        as excerpt,
    left(coalesce(target_text, indicator_name), 200) as stated,
    [line_key] as line_keys
from store.indicator
where
    regexp_matches(coalesce(target_text, indicator_name), '20[0-9]{2}年[^。；;\n]*尾款')
    and regexp_extract(coalesce(target_text, indicator_name), '(20[0-9]{2})年[^。；;\n]*尾款', 1)::integer < fiscal_year

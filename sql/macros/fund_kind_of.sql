-- The kind of money that a printed source names, by the words that all issuers use.
create macro fund_kind_of(fund_source) as
case
    when fund_source like '%上年结转%' or fund_source like '%结余%' then 'carryover'
    when fund_source like '%国有资本%' then 'state_capital'
    when fund_source like '%政府性基金%' then 'gov_fund'
    when fund_source like '%一般公共预算%' then 'general_public'
    when regexp_matches(fund_source, '(财政拨款|预算拨款|经费拨款|财政补助)[^/]*/小计$') then 'fiscal'
    when regexp_matches(fund_source, '(合计|总计|小计|本年收入)$') then 'total'
    when fund_source like '%专户%' then 'special_account'
    when fund_source like '%事业单位经营%' or fund_source like '%经营收入%' then 'operating_income'
    when fund_source like '%上级补助%' then 'superior_subsidy_income'
    when fund_source like '%附属单位上缴%' then 'subordinate_remittance_income'
    when fund_source like '%事业收入%' then 'business_income'
    when fund_source like '%其他收入%' then 'other_income'
    when fund_source like '%单位资金%' then 'unit_funds'
    when regexp_matches(fund_source, '(财政拨款|预算拨款|经费拨款|财政补助|财政补贴|预算内|本级财力)') then 'fiscal'
    when regexp_matches(fund_source, '(其他资金|捐赠收入|利息收入|投资收益|租金收入)') then 'other_income'
    else 'other'
end;

-- What the audit rules need to know of the texts of projects and indicators.

-- A figure as people read it: no noughts behind the last digit that says something.
create macro rules.plain(value) as regexp_replace(regexp_replace(value::varchar, '(\.\d*?)0+$', '\1'), '\.$', '');
create macro rules.plain_figure(value) as
case when regexp_full_match(value::varchar, '-?\d+\.\d+') then rules.plain(value) else value::varchar end;
create macro rules.yuan(value) as
concat(
    case when value < 0 then '-' else '' end,
    format('{:,}', trunc(abs(value))::bigint),
    case
        when abs(value) > trunc(abs(value))
            then '.' || lpad(((abs(value) - trunc(abs(value))) * 100)::integer::varchar, 2, '0')
        else ''
    end,
    ' yuan'
);
create macro rules.measured(value, measured_in) as
case measured_in
    when 'yuan' then rules.yuan(value)
    when 'percent' then rules.plain(value) || ' %'
    when 'points' then rules.plain(value) || ' points'
    else rules.plain(value)
end;
-- A sum as officials write it: in 万元 from ten thousand yuan on, with all its digits.
create macro rules.yuan_zh(value) as
case
    when abs(value) >= 10000 then rules.plain(value::decimal(20, 2) * 0.0001::decimal(4, 4)) || '万元'
    else rules.plain(value::decimal(20, 2)) || '元'
end;
create macro rules.measured_zh(value, measured_in) as
case measured_in
    when 'yuan' then rules.yuan_zh(value)
    when 'percent' then rules.plain(value) || '%'
    when 'points' then rules.plain(value) || '分'
    else rules.plain(value)
end;
-- 'page 3, table 2, row 5 合计' as 第3页第2表第5行 合计.
create macro rules.place_zh(place) as
regexp_replace(
    regexp_replace(
        regexp_replace(
            regexp_replace(
                replace(replace(place, ' and page ', '与page '), ', against the budget', '，与预算比'),
                'page ([0-9]+)',
                '第\1页',
                'g'
            ),
            ', table ([0-9]+)', '第\1表', 'g'
        ),
        ', row ([0-9]+)', '第\1行', 'g'
    ),
    ', (code|items) ', '，科目', 'g'
);
create macro rules.figure(value, unit) as
case when unit like '元%' then rules.yuan(value) else concat(rules.plain(value), coalesce(' ' || unit, '')) end;
create macro rules.figure_zh(value, unit) as
case when unit like '元%' then rules.yuan_zh(value) else concat(rules.plain(value), unit) end;

-- A target as it is printed; some forms print the sign and the unit inside it.
create macro rules.target(operator, target_text, target_unit) as
replace(
    concat(
        case when regexp_matches(target_text, '^\s*[≥≤><=]') then '' else coalesce(operator || ' ', '') end,
        target_text,
        case when ends_with(target_text, coalesce(target_unit, '')) then '' else target_unit end
    ),
    chr(10), ''
);

-- What a sentence calls a project: its name, else that of its unit.
create macro rules.name_of(project_name, unit_name) as coalesce(project_name, unit_name, 'a project without a name');

-- Does the name of a project say that it began in another year, or goes on in one?
create macro rules.is_of_other_years(project_name, fiscal_year) as
regexp_matches(coalesce(project_name, ''), '20[0-9]{2}')
and len(list_filter(
    regexp_extract_all(project_name, '20[0-9]{2}'), lambda named: named <> fiscal_year::varchar
)) > 0;

-- grain: one text with a wrong calculation: that of an indicator line, or the goal of a project (line_key is null)
create table rules.text_owner as
with wrong as (
    select distinct
        document_key,
        project_key,
        line_key
    from store.expression
    where not holds
)

select
    wrong.document_key,
    wrong.project_key,
    wrong.line_key,
    coalesce(indicator.unit_name, project.unit_name) as unit_name,
    coalesce(indicator.project_name, project.project_name, indicator.unit_name, project.unit_name) as project_name
from wrong
left join store.indicator
    on wrong.line_key = indicator.line_key
left join store.project
    on wrong.project_key = project.project_key;

-- grain: one cost indicator told in words, and what its text comes to
create table rules.cost_text as
with texts as (
    select
        line_key,
        project_key,
        document_key,
        case when target_text is not null then 'target_text' else 'indicator_name' end as field
    from store.indicator
    where
        statement = 'project_declaration' and (level1 = '成本' or level2 like '%成本%') and project_key is not null
        and not is_not_applicable and coalesce(target_text, indicator_name) is not null
)

select
    texts.document_key,
    texts.project_key,
    texts.line_key,
    max(expression.value) as cost_yuan,
    max(expression.evidence) as evidence,
    coalesce(bool_or(expression.is_approximate), false) as is_approximate
from texts
left join store.expression
    on texts.line_key = expression.line_key and texts.field = expression.field and expression.kind = 'total'
group by all;

-- grain: one project whose cost text comes to its budget when one part printed in 元 is read in 万元
create table rules.unit_slip as
select
    project.document_key,
    project.project_key,
    project.unit_name,
    project.project_name,
    project.amount_yuan,
    expression.value as printed_yuan,
    expression.text,
    expression.line_key
from store.project
inner join rules.cost_text using (project_key)
inner join store.expression
    on cost_text.line_key = expression.line_key
where
    expression.kind = 'money' and expression.text not like '%万%' and expression.value < 10000
    and cost_text.evidence = 'parts'
    and abs(cost_text.cost_yuan - expression.value + expression.value * 10000 - project.amount_yuan) <= 100
qualify count(*) over (partition by project_key) = 1;

-- The part of a sentence around one of its figures: sentences of explanations run over half a page.
create macro rules.shown(sentence, raw) as
case
    when length(sentence) <= 90 then sentence
    else concat(
        case when strpos(sentence, raw) > 61 then '…' else '' end,
        substr(sentence, greatest(1, strpos(sentence, raw) - 60), 61 + length(raw)),
        '…'
    )
end;

-- grain: one project of which every cost text names a sum, and together they come to another sum than its budget
create table rules.cost_conflict as
with costs as (
    select
        project_key,
        sum(cost_yuan) as cost_yuan,
        bool_or(is_approximate) as is_approximate,
        bool_and(evidence in ('stated', 'parts')) as is_certain,
        list(line_key order by line_key) as line_keys
    from rules.cost_text
    group by project_key
    -- Each cost indicator of the project must say what it comes to.
    having bool_and(cost_yuan is not null)
)

select
    project.document_key,
    project.project_key,
    project.unit_name,
    project.project_name,
    project.amount_yuan,
    costs.cost_yuan,
    costs.is_approximate,
    costs.is_certain,
    costs.line_keys
from store.project
inner join costs using (project_key)
where
    project.amount_yuan is not null
    and abs(project.amount_yuan - costs.cost_yuan) > 100
    and not (costs.is_approximate and abs(project.amount_yuan - costs.cost_yuan) < project.amount_yuan / 20)
    -- A part printed in the wrong unit has a rule of its own.
    and project.project_key not in (select project_key from rules.unit_slip);

-- Of what does harm, less is better: its rate is no target to be reached.
create macro rules.is_harm(indicator_name) as
coalesce(
    regexp_matches(
        indicator_name,
        '错误|差错|误差|死链|错链|超时|逾期|事故|投诉|故障|违规|违法|违纪|失误|缺陷|中断|延误|超标|伤亡|死亡|发案|隐患|信访|上访|舆情|流失|浪费|退货|返工'
    ),
    false
);

-- What two texts have in common at their ends, in steps: the distance of what is left between is theirs, and sooner told.
create macro rules.common_end(one, other) as
case
    when right(one, 32) = right(other, 32) then 32
    when right(one, 16) = right(other, 16) then 16
    when right(one, 8) = right(other, 8) then 8
    else 0
end;
create macro rules.common_start(one, other) as
case
    -- The two ends must not overlap.
    when least(length(one), length(other)) < 48 then 0
    when left(one, 16) = left(other, 16) then 16
    when left(one, 8) = left(other, 8) then 8
    else 0
end;
create macro rules.between_ends(text, start_length, end_length) as
substr(text, start_length + 1, length(text) - start_length - end_length);
create macro rules.distance(one, other) as
levenshtein(
    rules.between_ends(one, rules.common_start(one, other), rules.common_end(one, other)),
    rules.between_ends(other, rules.common_start(one, other), rules.common_end(one, other))
);

-- Do two texts differ in few of their characters? A sketch is the text with one byte for each character.
create macro rules.are_alike(one, other, one_sketch, other_sketch) as
one = other or (
    abs(length(one) - length(other)) <= greatest(length(one), length(other)) / 10
    and rules.distance(one_sketch, other_sketch) <= greatest(length(one_sketch), length(other_sketch)) / 10
);

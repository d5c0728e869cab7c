-- One chunk of a made-up corpus: documents number `lo` to `hi` - 1 of the seed `seed`, spread over `units` units.
-- Every sum of a document articulates, because every table is an aggregate of the same rows (`base`); each 500th document
-- has one planted contradiction: the printed total of its expenditure is one yuan too high.
create or replace macro pick(n, salt) as (hash(n, salt, getvariable('seed')) % 1000003)::bigint;
create or replace macro share(n, salt) as pick(n, salt) / 1000003.0;
create or replace macro sixteen(n, salt) as lpad(format('{:x}', hash(n, salt, getvariable('seed'))), 16, '0');
create or replace macro syllable(n) as substr('河湾柳岸青禾临荷松溪云岭白石清泉双桥长亭月湖南浦东山西塘北林中原', 1 + (n % 30)::integer, 1);
create or replace macro office(n) as
    ['财政', '教育', '民政', '交通运输', '水务', '农业农村', '文化和旅游', '卫生健康', '审计', '统计'][1 + (n % 10)::integer]
    || ['局', '服务中心', '管理处', '综合执法队', '信息中心'][1 + ((n // 10) % 5)::integer]
    || ['', '一分部', '第二办公室', '直属三处', '下属机构四队', '五号工作站甲', '专项领导小组', '七组'][1 + ((n // 50) % 8)::integer];
create or replace macro wan(cents) as (cents::decimal(20, 0) * 0.000001::decimal(6, 6))::decimal(20, 6)::varchar;
create or replace macro yuan(cents) as (cents::decimal(18, 0) * 0.01::decimal(3, 2))::decimal(20, 2);

create or replace temp table documents as
select
    doc_no,
    doc_no % getvariable('units') as unit_no,
    (2017 + (doc_no // getvariable('units')) % 20)::integer as fiscal_year,
    sixteen(doc_no, 'document') as document_key,
    -- 400 offices of each city carry the codes that those of every other city carry.
    (101 + unit_no % 40)::varchar || lpad((1 + (unit_no // 40) % 10)::varchar, 3, '0') as unit_code,
    syllable(unit_no // 400) || syllable(unit_no // 12000) || syllable(unit_no // 400 + 11)
    || syllable(unit_no // 12000 + 7) || syllable(unit_no // 400 + unit_no // 12000 + 3) || '市'
    || office(unit_no % 400) as unit_name,
from range(getvariable('lo'), getvariable('hi')) as numbers (doc_no);

-- The rows of 支出预算总表; the others are sums of them. One in six is left out, so that documents differ in length.
create or replace temp table base as
select
    documents.*,
    row_template.* exclude (function_code, function_name),
    case when part = 'project' then function_pool.code else row_template.function_code end as function_code,
    case when part = 'project' then function_pool.name else row_template.function_name end as function_name,
    (100 * pow(10, 2 + 4 * share(doc_no * 64 + r, 'cents')))::bigint as cents,
    sixteen(doc_no * 64 + r, 'project') as project_key,
    -- A project runs for years under one code.
    '1101' || lpad(unit_no::varchar, 6, '0') || 'T' || lpad(r::varchar, 10, '0') as project_code,
    office(unit_no) || ['设备购置', '运行维护', '宣传培训', '专项治理', '购买服务', '修缮改造'][1 + (r % 6)::integer] || '项目' || r as project_name,
from documents
cross join row_template
inner join function_pool on function_pool.number = pick(doc_no * 64 + r, 'function') % (select count(*) from function_pool)
where r in (1, 13, 23) or pick(doc_no * 64 + r, 'present') % 6 <> 0;

create or replace temp table class_total as
select doc_no, left(function_code, 3) as class_code, sum(cents)::bigint as cents from base group by all;

create or replace temp table function_total as
select
    doc_no, function_code, any_value(function_name) as function_name, sum(cents)::bigint as total,
    sum(cents) filter (where part <> 'project')::bigint as basic,
    sum(cents) filter (where part = 'personnel')::bigint as personnel,
    sum(cents) filter (where part = 'public')::bigint as public,
    sum(cents) filter (where part = 'project')::bigint as project,
from base group by doc_no, function_code;

create or replace temp table document_total as
select
    doc_no, sum(total)::bigint as total, sum(basic)::bigint as basic, sum(personnel)::bigint as personnel,
    sum(public)::bigint as public, sum(project)::bigint as project,
from function_total group by doc_no;

-- doc_no, statement, page, row_no, column_no, measure, line_kind, cents and what codes the row has
create or replace temp table amount as
select doc_no, 'expenditure' as statement, 3 as page, r as row_no, 5 as column_no, 'total' as measure, 'leaf' as line_kind,
    cents, function_code, function_name, gov_code, gov_name, dept_code, dept_name,
    null::varchar as project_code, null::varchar as project_name, null::varchar as label
from base
union all by name
select doc_no, 'expenditure' as statement, 3 as page, r as row_no, case part when 'project' then 7 else 6 end as column_no,
    case part when 'project' then 'project' else 'basic' end as measure, 'leaf' as line_kind,
    cents, function_code, function_name, gov_code, gov_name, dept_code, dept_name
from base
union all by name
select doc_no, 'expenditure' as statement, 3 as page, 60 as row_no, 5 + position as column_no, measure, 'total' as line_kind,
    cents + case when measure = 'total' and doc_no % 500 = 3 then 100 else 0 end as cents, '合计' as label
from (
    select doc_no, unnest([0, 1, 2]) as position, unnest(['total', 'basic', 'project']) as measure,
        unnest([total, basic, project]) as cents
    from document_total
)
union all by name
select doc_no, 'general_public' as statement, 5 as page, row_no, 3 + position as column_no, measure, 'leaf' as line_kind,
    cents, function_code, function_name
from (
    select doc_no, function_code, function_name, row_number() over (partition by doc_no order by function_code) as row_no,
        unnest([0, 1, 2, 3, 4]) as position, unnest(['total', 'basic', 'personnel', 'public', 'project']) as measure,
        unnest([total, basic, personnel, public, project]) as cents
    from function_total
)
where cents is not null
union all by name
select doc_no, 'general_public' as statement, 5 as page, 60 as row_no, 3 + position as column_no, measure,
    'total' as line_kind, cents, '合计' as label
from (
    select doc_no, unnest([0, 1, 2, 3, 4]) as position, unnest(['total', 'basic', 'personnel', 'public', 'project']) as measure,
        unnest([total, basic, personnel, public, project]) as cents
    from document_total
)
union all by name
select doc_no, 'basic' as statement, 6 as page, r as row_no, unnest([3, case part when 'personnel' then 4 else 5 end]) as column_no,
    unnest(['total', part]) as measure, 'leaf' as line_kind, cents, gov_code, gov_name, dept_code, dept_name
from base where part <> 'project'
union all by name
select doc_no, 'basic' as statement, 6 as page, 60 as row_no, unnest([3, 4, 5]) as column_no,
    unnest(['total', 'personnel', 'public']) as measure, 'total' as line_kind, unnest([basic, personnel, public]) as cents,
    '合计' as label
from document_total
union all by name
select doc_no, 'summary_expenditure' as statement, 1 as page,
    row_number() over (partition by doc_no order by class_code) as row_no, 4 as column_no, 'total' as measure,
    'leaf' as line_kind, cents, name as label
from class_total inner join class_name using (class_code)
union all by name
select doc_no, 'summary_expenditure' as statement, 1 as page, unnest([59, 60]) as row_no, 4 as column_no, 'total' as measure,
    unnest(['subtotal', 'total']) as line_kind, total as cents, unnest(['本年支出合计', '支出总计']) as label
from document_total
union all by name
select doc_no, 'project_budget' as statement, 8 as page, r as row_no, unnest([4, 5]) as column_no,
    unnest(['total', 'fiscal']) as measure, 'leaf' as line_kind, cents, project_code, project_name
from base where part = 'project';

create or replace temp view made_document as
select
    document_key, sha256(document_key) as sha256, document_key || '.pdf' as file_name,
    '/documents/' || fiscal_year || '/' || document_key || '.pdf' as source_path, 'pdf' as format, 400000 as byte_count,
    12 as page_count, 'budget' as kind, fiscal_year, unit_code, unit_name, unit_name || fiscal_year || '年部门预算' as title,
    'loaded' as outcome, getvariable('loader_version') as loader_version
from documents;

create or replace temp view made_statement as
select
    document_key, sixteen(doc_no, statement) as statement_key, number as statement_no, statement, title, page,
    page as table_no, unit_code, unit_name, fiscal_year, 'budget' as stage, '万元' as money_unit,
    'table' as money_unit_evidence, 6 as decimals
from documents
cross join (values
    (1, 'summary_revenue', '收支总表', 1), (2, 'summary_expenditure', '收支总表', 1), (3, 'revenue_by_unit', '收入总表', 2),
    (4, 'expenditure', '支出预算总表', 3), (5, 'general_public', '一般公共预算财政拨款支出表', 5),
    (6, 'basic', '一般公共预算财政拨款基本支出表', 6), (7, 'project_budget', '年度项目支出绩效表', 8),
    (8, 'project_targets', '年度项目支出绩效表', 8)
) as kinds (number, statement, title, page);

create or replace temp view made_spending as
select
    document_key, sixteen(doc_no * 512 + row_no * 8 + column_no, statement) as line_key, sixteen(doc_no, statement) as statement_key,
    statement, page, page as table_no, row_no, column_no, fiscal_year, unit_code, unit_name, function_code, function_name,
    gov_code as gov_economic_code, gov_name as gov_economic_name, dept_code as dept_economic_code,
    dept_name as dept_economic_name, project_code, project_name, label, 'budget' as stage, measure, line_kind,
    false as is_carryover, false as is_of_which,
    case when statement = 'expenditure' then 'all' when statement = 'summary_expenditure' then 'all' when statement = 'project_budget' then 'all'
    else 'general_public' end as covers,
    case when function_code is not null then 'function' when project_name is not null then 'project'
    when dept_code is not null then 'dept_economic' else 'item' end as view,
    true as closes, yuan(cents) as amount_yuan, wan(cents) as amount_text,
    pick(doc_no * 512 + row_no * 8 + column_no, statement) < 2000 as is_repaired, 'both' as reading
from amount inner join documents using (doc_no);

create or replace temp view made_revenue as
with lines as (
    select doc_no, 'summary_revenue' as statement, 1 as page, unnest([1, 2, 59, 60]) as row_no, 2 as column_no,
        unnest(['leaf', 'leaf', 'subtotal', 'total']) as line_kind, null as fund_source,
        unnest(['一、一般公共预算拨款收入', '二、政府性基金预算拨款收入', '本年收入合计', '收入总计']) as label,
        unnest([total, 0, total, total]) as cents
    from document_total
    union all
    select doc_no, 'revenue_by_unit' as statement, 2 as page, row_no, unnest([3, 4, 5, 6]) as column_no,
        case row_no when 60 then 'total' else unnest(['subtotal', 'subtotal', 'leaf', 'leaf']) end as line_kind,
        unnest(['合计', '本年收入/小计', '本年收入/一般公共预算资金', '本年收入/其他收入']) as fund_source,
        case row_no when 60 then '合计' end as label, unnest([total, total, total, 0]) as cents
    from document_total cross join (values (1), (60)) as rows (row_no)
)
select
    document_key, sixteen(doc_no * 512 + row_no * 8 + column_no, statement) as line_key, sixteen(doc_no, statement) as statement_key,
    statement, page, page as table_no, row_no, column_no, fiscal_year, unit_code, unit_name, fund_source, label,
    'total' as measure, false as is_carryover, false as is_of_which, 'all' as covers, 'source' as view, true as closes, 'budget' as stage, line_kind, yuan(cents) as amount_yuan,
    wan(cents) as amount_text, false as is_repaired, 'both' as reading
from lines inner join documents using (doc_no);

create or replace temp view made_project as
select
    document_key, project_key, sixteen(doc_no, 'project_targets') as statement_key, 'project_targets' as statement, 8 as page,
    8 as table_no, r as row_no, fiscal_year, unit_code, unit_name, project_code, project_name, '22-其他项目' as category,
    '通过实施' || project_name || '，保障' || unit_name || '全年工作运转，服务群众' || pick(doc_no * 64 + r, 'people') % 5000
    || '人次，提高服务质量，确保各项任务按期完成。' as goal,
    yuan(cents) as amount_yuan, yuan(cents) as fiscal_yuan, wan(cents) as amount_text, 'unit 万元 (table)' as amount_evidence,
    false as is_repaired
from base where part = 'project';

create or replace temp view made_indicator as
select
    document_key, sixteen((doc_no * 64 + r) * 16 + seq, 'indicator') as line_key,
    sixteen(doc_no, 'project_targets') as statement_key, 'project_targets' as statement, project_key, 8 as page, 8 as table_no,
    r * 16 + seq as row_no, 4 as column_no, seq, fiscal_year, unit_code, unit_name, 'project' as scope, project_code,
    project_name, level1, level2, level1 || '指标' as level1_text, level2 || '指标' as level2_text,
    -- Half of the names are one text for everybody, as in the published forms.
    case when seq % 2 = 0 then name else name || '（' || project_name || '）' end as indicator_name,
    operator,
    case when level1 = '成本' then wan(cents) when operator = '定性' then '优' else value::varchar end as target_text,
    case when level1 = '成本' then wan(cents)::decimal(28, 6) when operator <> '定性' then value end as target_value,
    target_unit, false as is_not_applicable, 'row' as attribution, false as is_repaired
from base
cross join indicator_template
where part = 'project';

create or replace temp view made_cell as
select document_key, page, table_no, row_no, column_no, amount_text as text, 'read' as outcome, statement, statement_key, 'both' as reading
from made_spending
union all by name
select document_key, page, table_no, row_no, column_no, amount_text as text, 'read' as outcome, statement, statement_key, 'both' as reading
from made_revenue
union all by name
select document_key, page, table_no, row_no, unnest([2, 3, 4]) as column_no, unnest([level2_text, indicator_name, target_text]) as text,
    'read' as outcome, statement, statement_key, 'both' as reading
from made_indicator
union all by name
select document_key, page, table_no, 0 as row_no, column_no, title as text, 'heading' as outcome, statement, statement_key, 'both' as reading
from made_statement cross join range(8) as columns (column_no);

create or replace temp view made_repair as
select document_key, line_key, page, table_no, row_no, column_no, replace(amount_text, '.', ',') as printed_text,
    amount_text as read_as, 'decimal_point' as rule, 'column total' as evidence, 'proved' as confidence
from made_spending where is_repaired;

create or replace temp view made_quarantine as
select document_key, 9 as page, 9 as table_no, 70 as row_no, ['残', '12,3'] as cells, 'made up' as reason
from documents where doc_no % 10 = 0;

create or replace temp view made_notice as
select document_key, 'lost_row' as rule_code, 'warning' as severity, 'document' as subject, 'A row is lost.' as message
from documents where doc_no % 50 = 0;

create or replace temp view made_expression as
select document_key, sixteen(doc_no * 64 + r, 'expression') as expression_key, project_key, 'goal' as field, 20 as span_start,
    24 as span_end, '服务' as text, 'quantity' as kind, 100::decimal(28, 6) as value, '人次' as unit, false as is_approximate
from base where part = 'project';

create or replace temp view made_contact as
select document_key, 8 as page, 1 as row_no, 'contact' as role, '某人' as person_name, '01000000000' as telephone from documents;

create or replace temp view made_prose as
select
    document_key, sixteen(doc_no, 'prose') as figure_key, 1 as sentence_no, 1 as figure_no, 10 as page, 0 as table_no, 3 as row_no,
    1 as column_no, 10 as last_page, 3 as last_row_no,
    fiscal_year || '年支出预算' || wan(total) || '万元。' as sentence, '二、支出预算情况说明' as heading, '支出预算' as topic,
    'expenditure' as statement, 'total' as measure, 'budget' as stage, fiscal_year, 'amount' as kind, yuan(total) as amount_yuan,
    wan(total) || '万元' as raw, 0.01::decimal(20, 2) as last_digit, false as is_part, false as is_reason
from document_total inner join documents using (doc_no);

create or replace temp view made_source as select source_path as path, document_key from made_document;

-- What is true of the chunk, told by the base rows and not by the tables made of them.
create or replace temp view truth as
select
    fiscal_year, left(function_code, 3) as class_code, part, count(distinct doc_no) as documents, count(*) as row_count,
    sum(cents)::hugeint as cents
from base group by all;

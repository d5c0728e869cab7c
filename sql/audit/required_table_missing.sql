-- title: A table that must be disclosed is missing
-- title_zh: 缺少应公开的报表
-- message: The publication of {unit} prints no {missing}.
-- message_zh: {unit}的公开文件中未见{missing_zh}。
-- severity: info
-- why: The rules of disclosure name the tables; one that is empty is printed with a note.
with present as (
    select
        document_key,
        min(unit_name) as unit_name,
        list(distinct statement order by statement) as statements,
        count(*) filter (where statement in ('expenditure', 'general_public', 'basic', 'three_public')) as tables
    from rules.statement
    where document_kind = 'budget'
    group by document_key
),

-- The tables of a budget that every departmental budget prints; sql/reference/required_tables.csv lists them for the
-- scorecard with those of a final account.
required as (
    select
        unnest([
            'summary_revenue|summary_expenditure', 'revenue_by_unit|revenue_by_function', 'expenditure',
            'appropriation_revenue|appropriation_expenditure', 'general_public', 'basic', 'three_public'
        ]) as statements,
        unnest([
            'summary of revenue and expenditure', 'revenue table', 'expenditure table',
            'appropriation revenue and expenditure', 'general public budget table', 'table of basic expenditure',
            'table of the three public expenses'
        ]) as name_en,
        unnest(['收支总表', '收入总表', '支出总表', '财政拨款收支总表', '一般公共预算支出表', '基本支出表', '“三公”经费表']) as name_zh
)

select
    present.document_key,
    'document' as subject,
    present.unit_name,
    string_agg(required.name_en, ', ' order by required.name_en) as missing,
    string_agg(required.name_zh, '、' order by required.name_en) as missing_zh,
    string_agg(required.name_zh, '、' order by required.name_en) as stated
from present
cross join required
-- A file with a part of the tables is not the whole publication.
where present.tables >= 3 and not list_has_any(present.statements, string_split(required.statements, '|'))
group by present.document_key, present.unit_name

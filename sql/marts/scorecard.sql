-- Grain: one publisher (unit) and fiscal year: how its publications are made. Sources: documents, statements, reconciliation,
-- findings, indicators. Grades by the thresholds of quality.grade. What our own reading left unread stands beside the measures
-- and enters none of them: sums are counted only where nothing speaks against our reading.
create view mart.scorecard as
with

documents as (
    select *
    from main.dim_document
    where outcome = 'loaded' and unit_name is not null and fiscal_year is not null
),

present as (
    select
        document_key,
        list(distinct statement order by statement) as statements
    from mart.statement
    group by document_key
),

-- Of several documents of one unit, year and kind, a table must stand in one.
required as (
    select
        documents.unit_name,
        documents.fiscal_year,
        required.kind,
        required.position,
        required.name_en,
        required.name_zh,
        bool_or(list_has_any(coalesce(present.statements, []), required.statements)) as is_present
    from documents
    inner join quality.required_table as required
        on documents.kind = required.kind
    left join present
        on documents.document_key = present.document_key
    group by all
),

completeness as (
    select
        unit_name,
        fiscal_year,
        count(*) as tables_required,
        count(*) filter (where is_present) as tables_present,
        list(name_en order by kind, position) filter (where not is_present) as tables_missing,
        list(name_zh order by kind, position) filter (where not is_present) as tables_missing_zh
    from required
    group by unit_name, fiscal_year
),

failing as (
    select
        document_key,
        rule_code,
        count(*) filter (where fault = 'publication') as publications,
        count(*) as failures
    from quality.verdict
    group by document_key, rule_code
),

sums as (
    select
        documents.unit_name,
        documents.fiscal_year,
        sum(checks.applications) filter (where checks.holds) as sums_holding
    from documents
    inner join quality.reconciliation as checks
        on documents.document_key = checks.document_key
    group by documents.unit_name, documents.fiscal_year
),

faults as (
    select
        documents.unit_name,
        documents.fiscal_year,
        sum(failing.publications) filter (where rules.kind = 'check') as sums_failing
    from documents
    inner join failing
        on documents.document_key = failing.document_key
    inner join quality.rule as rules
        on failing.rule_code = rules.rule_code
    group by documents.unit_name, documents.fiscal_year
),

-- A workbook or a page of text can be taken over; a PDF has text with places; a picture must be read again.
scanned as (
    select
        document_key,
        avg(case when reading = 'ocr' then 1.0 else 0.0 end) as ocr_share
    from main.fact_spending
    group by document_key
),

formats as (
    select
        documents.unit_name,
        documents.fiscal_year,
        count(*) as documents,
        avg(
            case
                when lines.ocr_share > 0.5 then 10
                when documents.format in ('xlsx', 'xls', 'csv', 'html', 'xml') then 100
                when documents.format in ('docx', 'doc', 'text', 'mhtml') then 80
                when documents.format = 'pdf' then 65 - 55 * coalesce(lines.ocr_share, 0)
                else 10
            end
        ) as machine_readability
    from documents
    left join scanned as lines
        on documents.document_key = lines.document_key
    group by documents.unit_name, documents.fiscal_year
),

targets as (
    select
        documents.unit_name,
        documents.fiscal_year,
        count(*) as indicators,
        count(*) filter (where lines.target_value is not null) as specific_indicators
    from documents
    inner join main.fact_indicator as lines
        on documents.document_key = lines.document_key
    where not coalesce(lines.is_not_applicable, false)
    group by documents.unit_name, documents.fiscal_year
),

doubted as (
    select distinct project_key
    from quality.finding
    where severity in ('error', 'warning') and project_key is not null
),

evaluations as (
    select
        documents.unit_name,
        documents.fiscal_year,
        count(*) as evaluations,
        count(*) filter (where forms.form_key not in (select project_key from doubted)) as credible_evaluations
    from documents
    inner join main.fact_project as forms
        on documents.document_key = forms.document_key
    where forms.statement = 'self_evaluation'
    group by documents.unit_name, documents.fiscal_year
),

findings as (
    select
        documents.unit_name,
        documents.fiscal_year,
        count(*) filter (where found.severity = 'error' and found.fault = 'publication') as errors,
        count(*) filter (where found.severity = 'warning' and found.fault = 'publication') as warnings,
        count(*) filter (where found.severity = 'info' and found.fault = 'publication') as notes
    from documents
    inner join mart.finding as found
        on documents.document_key = found.document_key
    group by documents.unit_name, documents.fiscal_year
),

unread as (
    select
        documents.unit_name,
        documents.fiscal_year,
        sum(coverage.cells_quarantined) as cells_unread,
        sum(coverage.cells_total) as cells
    from documents
    inner join mart.coverage as coverage
        on documents.document_key = coverage.document_key
    group by documents.unit_name, documents.fiscal_year
),

measured as (
    select
        formats.unit_name,
        formats.fiscal_year,
        formats.documents,
        completeness.tables_required,
        completeness.tables_present,
        completeness.tables_missing,
        completeness.tables_missing_zh,
        round(completeness.tables_present * 100.0 / completeness.tables_required, 1) as completeness_pct,
        sums.sums_holding,
        coalesce(faults.sums_failing, 0) as sums_failing,
        round(sums.sums_holding * 100.0 / nullif(sums.sums_holding + coalesce(faults.sums_failing, 0), 0), 2)
            as sums_closing_pct,
        round(formats.machine_readability, 1) as machine_readability,
        targets.indicators,
        round(targets.specific_indicators * 100.0 / targets.indicators, 1) as targets_specific_pct,
        evaluations.evaluations,
        round(evaluations.credible_evaluations * 100.0 / evaluations.evaluations, 1) as evaluation_credibility,
        coalesce(findings.errors, 0) as errors,
        coalesce(findings.warnings, 0) as warnings,
        coalesce(findings.notes, 0) as notes,
        round(unread.cells_unread * 100.0 / nullif(unread.cells, 0), 2) as our_unread_pct
    from formats
    left join completeness using (unit_name, fiscal_year)
    left join sums using (unit_name, fiscal_year)
    left join faults using (unit_name, fiscal_year)
    left join targets using (unit_name, fiscal_year)
    left join evaluations using (unit_name, fiscal_year)
    left join findings using (unit_name, fiscal_year)
    left join unread using (unit_name, fiscal_year)
),

-- The best grade whose threshold a measure reaches.
graded as (
    select
        measured.unit_name,
        measured.fiscal_year,
        min(grades.grade) filter (
            where grades.measure = 'completeness_pct' and measured.completeness_pct >= grades.at_least
        ) as completeness_grade,
        min(grades.grade) filter (
            where grades.measure = 'sums_closing_pct' and measured.sums_closing_pct >= grades.at_least
        ) as sums_grade,
        min(grades.grade) filter (
            where grades.measure = 'machine_readability' and measured.machine_readability >= grades.at_least
        ) as machine_readability_grade,
        min(grades.grade) filter (
            where grades.measure = 'targets_specific_pct' and measured.targets_specific_pct >= grades.at_least
        ) as targets_grade,
        min(grades.grade) filter (
            where grades.measure = 'evaluation_credibility' and measured.evaluation_credibility >= grades.at_least
        ) as evaluation_grade
    from measured
    cross join quality.grade as grades
    group by measured.unit_name, measured.fiscal_year
)

select
    measured.*,
    case when measured.completeness_pct is not null then coalesce(graded.completeness_grade, 'D') end
        as completeness_grade,
    case when measured.sums_closing_pct is not null then coalesce(graded.sums_grade, 'D') end as sums_grade,
    coalesce(graded.machine_readability_grade, 'D') as machine_readability_grade,
    case when measured.targets_specific_pct is not null then coalesce(graded.targets_grade, 'D') end as targets_grade,
    case when measured.evaluation_credibility is not null then coalesce(graded.evaluation_grade, 'D') end
        as evaluation_grade
from measured
inner join graded using (unit_name, fiscal_year);

comment on view mart.scorecard is 'How the publications of a unit and year are made, with grades (公开质量评分)';
comment on column mart.scorecard.unit_name is 'Unit that publishes (单位)';
comment on column mart.scorecard.fiscal_year is 'Fiscal year (年度)';
comment on column mart.scorecard.documents is 'Documents loaded (文件数)';
comment on column mart.scorecard.tables_required is 'Tables that its kinds of documents must print, see quality.required_table (应公开报表数)';
comment on column mart.scorecard.tables_present is 'Of these, tables that were found (已公开报表数)';
comment on column mart.scorecard.tables_missing is 'Tables that were not found (未见报表)';
comment on column mart.scorecard.tables_missing_zh is 'Tables that were not found, in Chinese (未见报表中文名)';
comment on column mart.scorecard.completeness_pct is 'Tables found, in percent of those required (完整性, %)';
comment on column mart.scorecard.sums_holding is 'Sums that hold (相符的勾稽)';
comment on column mart.scorecard.sums_failing is 'Sums that fail by the fault of the publication (文件自身不符的勾稽)';
comment on column mart.scorecard.sums_closing_pct is 'Sums that hold, in percent of both (勾稽相符率, %)';
comment on column mart.scorecard.machine_readability is '0 to 100: 100 a workbook or page, 65 a PDF with text, 10 a picture (机器可读性)';
comment on column mart.scorecard.indicators is 'Indicators of its targets and evaluations (指标数)';
comment on column mart.scorecard.targets_specific_pct is 'Indicators whose target is a figure, in percent (可衡量指标占比, %)';
comment on column mart.scorecard.evaluations is 'Self-evaluations (自评表数)';
comment on column mart.scorecard.evaluation_credibility is 'Self-evaluations without an error or warning, in percent (自评可信度, %)';
comment on column mart.scorecard.errors is 'Findings of severity error, of the publication (错误)';
comment on column mart.scorecard.warnings is 'Findings of severity warning, of the publication (警告)';
comment on column mart.scorecard.notes is 'Findings of severity info, of the publication (提示)';
comment on column mart.scorecard.our_unread_pct is 'Cells that we could not read, in percent: ours, in no measure (我方未读占比, %)';
comment on column mart.scorecard.completeness_grade is 'A to D, see quality.grade (完整性等级)';
comment on column mart.scorecard.sums_grade is 'A to D, see quality.grade (勾稽等级)';
comment on column mart.scorecard.machine_readability_grade is 'A to D, see quality.grade (可读性等级)';
comment on column mart.scorecard.targets_grade is 'A to D, see quality.grade (目标等级)';
comment on column mart.scorecard.evaluation_grade is 'A to D, see quality.grade (自评等级)';

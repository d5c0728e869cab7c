-- How specific are the targets of each unit?
-- zh: 各单位的目标有多具体？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
-- specific: a figure that is neither 100 % nor 0; empty words: qualitative, or 100 %.
select
    fiscal_year,
    unit_name,
    count(*) as indicators,
    share_of(
        count(*) filter (
            where target_value is not null and target_value not in (0, 100)
        ),
        count(*)
    ) as specific_pct,
    share_of(count(*) filter (where target_value = 100 and target_unit = '%'), count(*)) as hundred_percent_pct,
    share_of(count(*) filter (where target_value is null), count(*)) as without_figure_pct
from mart.indicator_line
where
    document_key in (select addable.document_key from mart.document as addable where addable.is_addable)
    and not is_not_applicable
    and ($year is null or fiscal_year = cast($year as integer))
    and ($unit is null or contains(unit_name, $unit))
group by fiscal_year, unit_name
order by fiscal_year desc, specific_pct desc;

-- How many targets of each level hold a figure?
-- zh: 各级指标中有多少是量化的？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
select
    fiscal_year,
    level1,
    level2,
    count(*) as indicators,
    count(target_value) as with_figure,
    share_of(count(target_value), count(*)) as with_figure_pct
from mart.indicator_line
where
    document_key in (select addable.document_key from mart.document as addable where addable.is_addable)
    and not is_not_applicable
    and ($year is null or fiscal_year = cast($year as integer))
    and ($unit is null or contains(unit_name, $unit))
group by fiscal_year, level1, level2
order by fiscal_year desc, level1 asc, level2 asc;

-- How specific are the targets of each unit?
-- zh: 各单位的目标有多具体？
-- param year: fiscal year (default: )
-- param unit: part of the unit's name (default: )
-- specific: a figure that is neither 100 % nor 0; empty words: qualitative, or 100 %.
select
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
    not is_not_applicable
    and ($year is null or fiscal_year = cast($year as integer))
    and ($unit is null or contains(unit_name, $unit))
group by unit_name
order by specific_pct desc;

-- Grain: one label of a row without a code that is the name of a 类 of functions, with or without an ordinal before it.
-- Names of 类 are unlike each other, so a name tells the code; names of 款 and 项 do not. A helper of the build.
create table store.class_of_label as
with

labels as (
    select distinct label
    from main.fact_spending
    where function_key = 0 and label is not null and view in ('function', 'item')
),

bare as (
    select
        label,
        regexp_replace(
            replace(
                regexp_replace(
                    label,
                    '^([（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+[、.．,，]|[0-9]+[、.．])', ''
                ),
                ' ', ''
            ),
            '支出$', ''
        ) as bare_label
    from labels
)

select
    bare.label,
    min(names.class_code) as class_code,
    coalesce(min(classes.canonical_name), concat(min(names.name), '支出')) as class_name,
    -- Items of the economic classification are called 其他支出 and 债务付息支出, too.
    min(names.class_code) in ('209', '229', '230', '231', '232', '233') as is_item_too
from bare
inner join reference.function_class_names as names
    on bare.bare_label = names.name
left join main.dim_function as classes
    on names.class_code = classes.function_code
group by bare.label;

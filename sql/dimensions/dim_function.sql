-- Grain: one code within one span of years in which it and its ancestors keep their names; key 0 is the unknown member.
-- Source: store.account_code.
create table main.dim_function as
with

with_unknown as (
    select
        member_key as function_key,
        code as function_code,
        name as function_name,
        canonical_name,
        case length(code) when 3 then '类' when 5 then '款' when 7 then '项' else '其他' end as level_zh,
        code_of_3 as class_code,
        name_of_3 as class_name,
        code_of_5 as group_code,
        name_of_5 as group_name,
        code_of_7 as item_code,
        name_of_7 as item_name,
        valid_from,
        valid_to,
        issuer,
        source
    from store.account_code
    where classification = 'function'
    union all
    select
        0,
        null,
        '未知',
        '未知',
        '未知',
        cast(null as varchar),
        cast(null as varchar),
        cast(null as varchar),
        cast(null as varchar),
        cast(null as varchar),
        cast(null as varchar),
        null,
        null,
        cast(null as varchar),
        'unknown'
)

select * from with_unknown
order by function_key;

comment on table main.dim_function is 'Functional classification of expenditure 类/款/项 (支出功能分类维度)';
comment on column main.dim_function.function_key is 'Key; 0 is unknown (键)';
comment on column main.dim_function.function_code is 'Code as text (科目代码)';
comment on column main.dim_function.function_name is 'Name in these years (科目名称)';
comment on column main.dim_function.canonical_name is 'Name of today, one a code (规范名称)';
comment on column main.dim_function.level_zh is 'Level of the code (级次)';
comment on column main.dim_function.class_code is 'Code of its 类 (类代码)';
comment on column main.dim_function.class_name is 'Name of its 类 in these years (类名称)';
comment on column main.dim_function.group_code is 'Code of its 款 (款代码)';
comment on column main.dim_function.group_name is 'Name of its 款 in these years (款名称)';
comment on column main.dim_function.item_code is 'Code of its 项 (项代码)';
comment on column main.dim_function.item_name is 'Name of its 项 in these years (项名称)';
comment on column main.dim_function.valid_from is 'First year of this name; null is open (启用年度)';
comment on column main.dim_function.valid_to is 'Last year of this name; null is open (停用年度)';
comment on column main.dim_function.issuer is 'Whose own code it is: a city, or a document that names none; null is national (编码制定地)';
comment on column main.dim_function.source is 'published | older edition | local extension | documents (来源)';

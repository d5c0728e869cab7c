-- title: The numbering of a text is broken
-- title_zh: 文字编号重复或缺号
-- message: In “{project}” the items of one text are numbered {numbering}.
-- message_zh: “{project}”中一段文字的编号为{numbering}，有重号或缺号。
-- severity: info
-- why: An item that is missing from a list was lost or struck out in haste.
with numbered as (
    select
        indicator.*,
        list_transform(
            regexp_extract_all(coalesce(target_text, indicator_name), '(?:^|[\n；;。 ])\s*(\d{1,2})[、．]', 1),
            lambda part: part::integer
        ) as numbers
    from store.indicator
    where statement in ('project_declaration', 'overall_targets')
)

select
    document_key,
    'line' as subject,
    unit_name,
    project_name,
    array_to_string(numbers, ', ') as numbering,
    array_to_string(numbers, ', ') as stated,
    array_to_string(range(1, len(numbers) + 1), ', ') as computed,
    [line_key] as line_keys
from numbered
where len(numbers) >= 4 and numbers[1] = 1 and numbers <> range(1, len(numbers) + 1)
-- A text with two lists begins again at 1.
and len(list_filter(numbers, lambda number: number = 1)) = 1

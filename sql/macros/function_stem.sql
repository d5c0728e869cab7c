-- The name of a function as tables and sentences share it: without number, 支出, (类), (款), (项).
create macro function_stem(name) as
nullif(
    regexp_replace(
        regexp_replace(
            regexp_replace(replace(replace(name, '（', '('), '）', ')'), '^[一二三四五六七八九十]+[、.]|\s', '', 'g'),
            '(\((类|款|项)\)|支出)+$',
            ''
        ),
        '^其中[:：]',
        ''
    ),
    ''
);

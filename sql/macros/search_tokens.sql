-- The tokens of a folded text: pairs of neighbouring Chinese characters, and runs of letters and digits.
create macro search_tokens(folded) as
list_concat(
    flatten(
        list_transform(
            regexp_extract_all(folded, '\p{Han}{2,}'),
            lambda run: list_transform(range(1, length(run)), lambda i: substr(run, i, 2))
        )
    ),
    regexp_extract_all(folded, '[a-z0-9]+')
);

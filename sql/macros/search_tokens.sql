-- The tokens of a folded text: pairs of neighbouring Chinese characters, and runs of letters and digits.
create macro search_tokens(folded) as
list_concat(
    list_filter(
        list_transform(range(1, length(folded)), lambda i: substr(folded, i, 2)),
        lambda pair: regexp_full_match(pair, '\p{Han}{2}')
    ),
    regexp_extract_all(folded, '[a-z0-9]+')
);

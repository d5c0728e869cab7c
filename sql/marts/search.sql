-- search_text(words): goals, outcomes, projects and indicators that hold all the words (separated by blanks), best first.
-- Texts are found by their tokens and kept where they hold every word as written; the score is BM25 (k1 = 1.2, b = 0.75)
-- over the tokens, so that rare words weigh more and long texts less. A word of a single character is looked for as it is.
create macro search_text(words) as table
    with

    wanted as (
        select words_of.word
        from (
            select unnest(string_split_regex(lower(trim(words)), '\s+')) as word
        ) as words_of
        where words_of.word <> ''
    ),

    wanted_tokens as (
        select distinct unnest(search_tokens(word)) as token
        from wanted
    ),

    size as (
        select
            count(distinct text_id) as texts,
            greatest(sum(occurrences) / nullif(count(distinct text_id), 0), 1) as average_length
        from mart.search_token
    ),

    frequency as (
        select
            token,
            count(*) as texts_with
        from mart.search_token
        where token in (select wanted_tokens.token from wanted_tokens)
        group by token
    ),

    lengths as (
        select
            text_id,
            sum(occurrences) as length
        from mart.search_token
        where
            text_id in (
                select hits.text_id from mart.search_token as hits
                where hits.token in (select wanted_tokens.token from wanted_tokens)
            )
        group by text_id
    ),

    scored as (
        select
            tokens.text_id,
            sum(
                ln(1 + (size.texts - frequency.texts_with + 0.5) / (frequency.texts_with + 0.5))
                * tokens.occurrences * 2.2
                / (tokens.occurrences + 1.2 * (0.25 + 0.75 * lengths.length / size.average_length))
            ) as score
        from mart.search_token as tokens
        inner join frequency
            on tokens.token = frequency.token
        inner join lengths
            on tokens.text_id = lengths.text_id
        cross join size
        group by tokens.text_id
    )

    select
        cast(round(coalesce(scored.score, 0), 3) as decimal(10, 3)) as score,
        texts.* exclude (text_id)
    from mart.search_text as texts
    left join scored
        on texts.text_id = scored.text_id
    where
        (select count(*) from wanted) > 0
        and (
            scored.text_id is not null
            or (select count(*) from wanted_tokens) = 0
        )
        and not exists (
            select 1
            from wanted
            where not contains(lower(regexp_replace(texts.text, '\s+', '', 'g')), wanted.word)
        );

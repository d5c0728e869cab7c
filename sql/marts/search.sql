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
            max(text_id) as texts,
            greatest(sum(occurrences) / nullif(max(text_id), 0), 1) as average_length
        from mart.search_token
    ),

    postings as materialized (
        select *
        from mart.search_token
        where token in (select wanted_tokens.token from wanted_tokens)
    ),

    frequency as (
        select
            token,
            count(*) as texts_with
        from postings
        group by token
    ),

    scored as (
        select
            postings.text_id,
            sum(
                ln(1 + (size.texts - frequency.texts_with + 0.5) / (frequency.texts_with + 0.5))
                * postings.occurrences * 2.2
                / (postings.occurrences + 1.2 * (0.25 + 0.75 * postings.text_length / size.average_length))
            ) as score
        from postings
        inner join frequency
            on postings.token = frequency.token
        cross join size
        group by postings.text_id
        -- A text that holds the words holds all their pairs; a run of letters may be the part of a longer one.
        having
            count(*) filter (regexp_matches(postings.token, '\p{Han}')) = (
                select count(*)
                from wanted_tokens
                where regexp_matches(wanted_tokens.token, '\p{Han}')
            )
    ),

    -- First the texts that the index names, and only then their characters.
    hits as materialized (
        select
            coalesce(scored.score, 0) as score,
            texts.*
        from mart.search_text as texts
        left join scored
            on texts.text_id = scored.text_id
        where
            scored.text_id is not null
            or (
                (select count(*) from wanted_tokens) = 0
                and (select count(*) from wanted) > 0
            )
    )

    select
        cast(round(hits.score, 3) as decimal(10, 3)) as score,
        hits.* exclude (score, text_id)
    from hits
    where
        not exists (
            select 1
            from wanted
            where not contains(lower(regexp_replace(hits.text, '\s+', '', 'g')), wanted.word)
        );

-- Grain: one token of one text. Chinese has no blanks between words, so the tokens are pairs of neighbouring characters
-- (bigrams); Latin letters and digits in a row are one token. Each text is indexed once however often it is printed.
-- Sorted by token, so that a search reads the part of the file that holds its words.
-- In pieces of store.text_number by text_id, 5000 bytes a row.
create table mart.search_token as
with

texts as (
    select
        text_id,
        search_tokens(any_value(folded_text)) as tokens
    from store.text_number
    group by text_id
),

tokens as (
    select
        text_id,
        cast(len(tokens) as integer) as text_length,
        unnest(tokens) as token
    from texts
)

select
    token,
    text_id,
    cast(count(*) as integer) as occurrences,
    any_value(text_length) as text_length
from tokens
group by token, text_id
order by token;

comment on table mart.search_token is 'Index of the texts that can be searched: pairs of characters and Latin words (检索词表)';
comment on column mart.search_token.token is 'Two neighbouring Chinese characters, or a run of letters and digits (词元)';
comment on column mart.search_token.text_id is 'Text, key into mart.search_text (文本编号)';
comment on column mart.search_token.occurrences is 'How often it stands in the text (次数)';
comment on column mart.search_token.text_length is 'How many tokens the text has (文本词元数)';

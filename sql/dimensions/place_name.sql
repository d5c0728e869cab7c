-- Grain: one spelling of a place (江苏省, 无锡市, 江苏省无锡市, 红河州, 无锡市梁溪区, 梁溪区), with the city and district that it
-- means. A helper of the build: not published.
-- Source: the administrative divisions of counties and above (reference.places). A spelling that means several places (朝阳区)
-- keeps what they share. Short names (无锡) stand apart: they are words of other names too.
create table store.place_name as
with

places as (
    select
        province,
        city,
        district,
        case when city like '%自治州' then concat(short_name, '州') end as short_city,
        short_name
    from reference.places
),

cities as (
    select
        city,
        short_city,
        short_name
    from places
    where city is not null and district is null
),

-- Every district with the short spelling of its autonomous prefecture.
divisions as (
    select
        places.province,
        places.city,
        places.district,
        cities.short_city
    from places
    left join cities
        on places.city = cities.city
),

spelled as (
    select
        province as spelling,
        case when province like '%市' then province end as city,
        district,
        false as is_short
    from divisions
    where city is null
    union all
    select
        city as spelling,
        divisions.city,
        district,
        false
    from divisions
    where city is not null and district is null
    union all
    select
        short_city,
        city,
        district,
        false
    from divisions
    where short_city is not null and district is null
    union all
    select
        concat(province, city),
        city,
        district,
        false
    from divisions
    where city <> province and district is null
    union all
    select
        concat(city, district),
        city,
        district,
        false
    from divisions
    where district is not null
    union all
    select
        concat(short_city, district),
        city,
        district,
        false
    from divisions
    where district is not null and short_city is not null
    union all
    select
        concat(province, district),
        city,
        district,
        false
    from divisions
    where district is not null
    union all
    select
        concat(province, city, district),
        city,
        district,
        false
    from divisions
    where district is not null and province <> city
    union all
    -- 城区 and the like are words before they are names.
    select
        district as spelling,
        city,
        divisions.district,
        false
    from divisions
    where length(district) > 2
    union all
    select
        short_name,
        city,
        district,
        true
    from places
    where city is not null and district is null and length(short_name) > 1
    union all
    select
        short_name,
        province,
        district,
        true
    from places
    where city is null and province like '%市'
    union all
    select
        '首都',
        '北京市',
        null,
        true
)

select
    spelling,
    is_short,
    case when min(coalesce(city, '')) = max(coalesce(city, '')) then max(city) end as city,
    case when min(coalesce(district, '')) = max(coalesce(district, '')) then max(district) end as district
from spelled
where spelling is not null
group by spelling, is_short;

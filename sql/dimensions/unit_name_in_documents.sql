-- Grain: one printed pair of unit code and name, with how many records print it. A helper of the build: not published.
-- Folded names are for comparing: brackets of either width and blanks are one, 中国共产党某某市委员会, 中共某某市委 and 某某市委
-- are one.
create table store.unit_name_in_documents as
select
    printed.unit_code,
    printed.unit_name,
    replace(
        replace(
            replace(
                replace(
                    replace(
                        replace(translate(printed.unit_name, '（）　 ', '()'), '中国共产党', ''),
                        '中共',
                        ''
                    ),
                    '省委员会',
                    '省委'
                ),
                '市委员会',
                '市委'
            ),
            '区委员会',
            '区委'
        ),
        '县委员会',
        '县委'
    ) as folded_name,
    cast(sum(printed.records) as bigint) as records,
    -- The title of a document often names the city or district that its units leave out.
    max(documents.title) as title
from store.unit_in_document as printed
left join store.document as documents
    on printed.document_key = documents.document_key
group by printed.unit_code, printed.unit_name;

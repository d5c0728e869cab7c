-- A target as people read it: a bare number gets its operator and unit, a text that says both already stays as printed.
create macro target_as_read(operator, target_text, target_unit) as
case
    when operator = '定性' then target_text
    when regexp_full_match(trim(target_text), '[-+]?[0-9.,]+') then concat(operator, target_text, target_unit)
    else target_text
end;

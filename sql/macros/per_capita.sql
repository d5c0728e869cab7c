-- An amount for each person, in yuan and cents; NULL where there is nobody.
create macro per_capita(amount, people) as
cast(round(cast(amount as decimal(38, 2)) / nullif(people, 0), 2) as decimal(20, 2));

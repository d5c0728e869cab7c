-- Grain: one grade of one measure of the scorecard: from which value on it is given. Source: sql/reference/scorecard_grades.csv.
create table quality.grade as
select
    measure,
    grade,
    cast(at_least as double) as at_least,
    reason
from reference.scorecard_grades;

comment on table quality.grade is 'Grades of the scorecard, with their thresholds (评分等级)';
comment on column quality.grade.measure is 'Column of mart.scorecard (指标)';
comment on column quality.grade.grade is 'A | B | C; below them D (等级)';
comment on column quality.grade.at_least is 'Least value for the grade (下限)';
comment on column quality.grade.reason is 'What it means (说明)';

"""What became of each failure from one run to another: new, failing as before, failing otherwise, accepted, fixed.

A failure that is accepted is not fixed: it goes on under its first day, and counts again under it once the acceptance
is taken away or over.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from expectations.history import last_run_key, open_history


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one expectation against the run before."""

    #: new | still | changed (it fails otherwise than before) | accepted (from now on) | unaccepted (no longer) | fixed
    what: str
    rule_code: str
    suite: str
    title: str
    severity: str
    status: str
    fault: str | None
    rows_failed: int
    message: str | None
    #: when it began to fail, for how many runs it has (accepted or not), and for how many it had in the run that is
    #: compared with
    since: datetime
    runs: int
    runs_before: int


_CHANGES = """
with numbered as (
    select run_key, started_at, row_number() over (order by run_key) as run_no from run where run_key <= $run_key
),
base as (
    select case
        when $base is null then (select max(run_no) - 1 from numbered)
        else coalesce((select max(run_no) from numbered where run_key <= $base and run_key < $run_key), 0)
    end as run_no
),
present as (
    select *, status in ('failed', 'broken') as is_bad from result where run_key = $run_key
),
-- Most rules never failed: only those that fail now, or failed in the base, have a past that matters.
at_issue as (
    select rule_code from present where is_bad
    union
    select rule_code
    from result
    where status in ('failed', 'broken')
        and run_key = (select run_key from numbered where run_no = (select run_no from base))
),
past as (
    select
        result.rule_code, result.digest, numbered.run_key, numbered.run_no, numbered.started_at, result.status,
        result.status in ('failed', 'broken') as is_bad, coalesce(result.rows_accepted, 0) as rows_accepted,
    from result
    inner join numbered using (run_key)
    where result.rule_code in (select rule_code from at_issue)
),
-- A failure begins where nothing failed before, and where rows fail beside all that is still accepted.
begun as (
    select
        *,
        status <> 'passed' and (
            lag(status, 1, 'passed') over in_time = 'passed'
            or (is_bad and lag(status) over in_time = 'accepted' and rows_accepted >= lag(rows_accepted) over in_time)
        ) as is_begin,
    from past
    window in_time as (partition by rule_code order by run_no)
),
before as (
    select *
    from past
    where run_no <= (select run_no from base)
    qualify row_number() over (partition by rule_code order by run_no desc) = 1
),
last_begin as (
    select rule_code, max(run_no) as run_no from begun where is_begin group by rule_code
),
streaks as (
    select past.rule_code, min(past.started_at) as since, count(*) as runs
    from past
    inner join last_begin using (rule_code)
    where past.status <> 'passed' and past.run_no >= last_begin.run_no
    group by past.rule_code
)
select
    case
        when coalesce(before.status, 'passed') = 'passed' then 'new'
        when before.status = 'accepted' then
            if(before.run_no < last_begin.run_no, 'new', 'unaccepted')
        when before.digest is distinct from present.digest then 'changed'
        else 'still'
    end as what,
    present.rule_code, present.suite, present.title, present.severity, present.status, present.fault,
    present.rows_failed, present.message, streaks.since, streaks.runs,
    greatest(0, streaks.runs - (select max(run_no) from numbered) + (select run_no from base)) as runs_before,
from present
left join before using (rule_code)
inner join streaks using (rule_code)
inner join last_begin using (rule_code)
where present.is_bad
union all
select
    -- What is accepted at the end, but was so before, leaves nothing that was accepted since: the rest is mended.
    case
        when present.status = 'accepted' and coalesce(present.rows_accepted, 0) > before.rows_accepted then 'accepted'
        else 'fixed'
    end,
    failed.rule_code, failed.suite, failed.title, failed.severity, coalesce(present.status, 'gone'), null,
    0, failed.message,
    case when present.rule_code is null then before.started_at else (select max(started_at) from numbered) end, 1, 0,
from before
inner join result as failed on before.rule_code = failed.rule_code and before.run_key = failed.run_key
left join present on before.rule_code = present.rule_code
where before.is_bad and not coalesce(present.is_bad, false)
    and before.run_no = (select run_no from base)
order by
    list_position(['new', 'changed', 'unaccepted', 'accepted', 'fixed', 'still'], what),
    list_position(['error', 'warning', 'info'], severity),
    rule_code
"""


def changes(folder: Path, run_key: str | None = None, base: str | None = None) -> list[Change]:
    """Every expectation that fails in a run (the last one), or that failed in the base and no longer does.

    The base is the run to compare with: the one before, unless it is named; '' is the time before all runs.
    """
    run_key = run_key or last_run_key(folder)
    if run_key is None:
        return []
    with open_history(folder) as past:
        return [Change(*row) for row in past.execute(_CHANGES, {"run_key": run_key, "base": base}).fetchall()]

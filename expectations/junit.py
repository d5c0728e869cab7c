"""A run as JUnit XML, for continuous integration.

One test case an expectation. Only a failure of severity `error` is a failure (its type says whose fault it is) and what
could not be checked an error; warnings pass and say so, what is accepted is skipped.
"""

from __future__ import annotations

import os
import re
from itertools import groupby
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, tostring

from expectations.definitions import Outcome, Run

#: what XML 1.0 has no room for
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _clean(text: str | None) -> str:
    return _NOT_XML.sub("�", text or "")


def _case(parent: Element, item: Outcome) -> None:
    case = SubElement(
        parent, "testcase", classname=_clean(item.suite), name=_clean(item.rule_code), time=f"{item.seconds:.3f}"
    )
    if item.status == "broken":
        SubElement(case, "error", type="broken", message=_clean(item.message))
    elif item.is_red:
        failure = SubElement(case, "failure", type=item.fault or "", message=_clean(f"{item.title}: {item.message}"))
        failure.text = "\n".join(
            _clean(" · ".join(filter(None, (row.file_name, row.text, row.line_key and f"line {row.line_key}"))))
            for row in item.failures
        )
    elif item.status == "accepted":
        SubElement(case, "skipped", message=f"{item.rows_accepted} known failures are accepted")
    elif item.status == "failed":
        SubElement(case, "system-out").text = _clean(f"{item.severity}: {item.message}")


def junit_xml(run: Run) -> bytes:
    """The whole report."""
    root = Element(
        "testsuites",
        name="warehouse quality",
        tests=str(len(run.outcomes)),
        failures=str(sum(item.is_red and item.status == "failed" for item in run.outcomes)),
        errors=str(run.count("broken")),
        time=f"{run.seconds:.3f}",
    )
    for name, group in groupby(sorted(run.outcomes, key=lambda item: item.suite), key=lambda item: item.suite):
        listed = list(group)
        suite = SubElement(
            root,
            "testsuite",
            name=_clean(name),
            tests=str(len(listed)),
            failures=str(sum(item.is_red and item.status == "failed" for item in listed)),
            errors=str(sum(item.status == "broken" for item in listed)),
            skipped=str(sum(item.status == "accepted" for item in listed)),
            time=f"{sum(item.seconds for item in listed):.3f}",
            timestamp=run.started_at.isoformat(timespec="seconds"),
        )
        for item in listed:
            _case(suite, item)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + bytes(tostring(root, encoding="utf-8"))


def write_junit(run: Run, file: Path) -> None:
    """Write the report in one step."""
    half = file.with_name(f".{file.name}.{os.getpid()}")
    half.write_bytes(junit_xml(run))
    os.replace(half, file)

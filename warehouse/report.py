"""`warehouse report`: the curated notebooks, run against the published warehouse, as pages of HTML and an index.

Pages are written beside their target and put in place one by one when all have run, so that a reader never meets half a
report. A notebook that fails keeps its page, which says so, and the report ends with exit code 3.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from warehouse.errors import CallError
from warehouse.home import Home
from warehouse.notebooks import Ran, notebook_files, run_notebooks, title_of


@dataclass(frozen=True, slots=True)
class Page:
    name: str
    title: str
    file: Path
    problem: str | None


def report(home: Home, target: Path, *, lang: str = "en", names: list[str] | None = None, jobs: int = 2) -> list[Page]:
    """Run the notebooks and write their pages; gives back the pages, the index last."""
    from warehouse.connect import open_published
    from warehouse.notebooks import in_language

    files = notebook_files(names)
    open_published(home).close()
    with tempfile.TemporaryDirectory(prefix="warehouse-report-") as folder:
        runs = run_notebooks(home, files, lang, Path(folder), jobs=jobs)
    from warehouse.report_page import About, index_page, notebook_page

    titles = tuple((file.stem, title_of(in_language(file, lang), lang)) for file in files)
    about = About(lang, _version(home), titles)
    pages = {f"{ran.name}.html": notebook_page(ran, about) for ran in runs}
    pages["index.html"] = index_page(runs, about)
    _write(target, pages)
    return [*(_page(ran, target) for ran in runs), Page("index", "index", target / "index.html", None)]


def _page(ran: Ran, target: Path) -> Page:
    return Page(ran.name, ran.title, target / f"{ran.name}.html", ran.problem)


def _version(home: Home) -> str:
    from warehouse.connect import open_published

    connection = open_published(home)
    try:
        built = connection.execute("select built_at, program_version from quality.build").fetchone()
    finally:
        connection.close()
    return f"{built[0]:%Y-%m-%d %H:%M} UTC · warehouse {built[1]}" if built else "—"


def _write(target: Path, pages: dict[str, str]) -> None:
    try:
        target.mkdir(parents=True, exist_ok=True)
        for name, text in pages.items():
            waiting = target / f".{name}.{os.getpid()}"
            waiting.write_text(text, encoding="utf-8")
            os.replace(waiting, target / name)
    except OSError as error:
        raise CallError(
            f"{target}: cannot be written ({error.strerror})", "choose another folder with --out DIR"
        ) from error

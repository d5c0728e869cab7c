"""How long a check takes, and what Great Expectations adds: `python -m tests.benchmarks.quality HOME`.

The home may be of any size (tests.benchmarks.generate makes one). Printed: seconds to prepare, to run them as
plain SQL, to run the same through Great Expectations, the overhead of the latter over the former, and the peak memory.
Seconds of work (`_cpu_seconds`) stand beside those of the clock: on a busy machine only they can be compared.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from expectations.session import Inputs, prepare
from expectations.suites import read_suites
from warehouse.connect import open_file


@contextmanager
def _timed(found: dict[str, float], name: str) -> Iterator[None]:
    started, worked = time.perf_counter(), time.process_time()
    yield
    found[f"{name}_seconds"] = time.perf_counter() - started
    found[f"{name}_cpu_seconds"] = time.process_time() - worked


def measure(file: Path, memory_limit: str = "1200MB") -> dict[str, float]:
    """Seconds and megabytes of a full check of one warehouse file."""
    from expectations.great_import import import_great
    from expectations.plain import run_plain

    found: dict[str, float] = {}
    with _timed(found, "import"):
        import_great()
        from expectations.great import run_great
    expectations, _ = read_suites()
    connection = open_file(file, memory_limit=memory_limit, threads=2)
    try:
        with _timed(found, "prepare"):
            session = prepare(connection, expectations, Inputs())
        # Once to warm the caches of the disk, so that the second and the third are equals.
        run_plain(session, expectations)
        with _timed(found, "plain"):
            run_plain(session, expectations)
        with _timed(found, "great"):
            run_great(session, expectations)
        found["fact_lines"] = sum(size for name, size in session.table_sizes.items() if name.startswith("main.fact_"))
    finally:
        connection.close()
    for unit in ("seconds", "cpu_seconds"):
        plain = found[f"prepare_{unit}"] + found[f"plain_{unit}"]
        found[f"overhead_share_{unit}"] = (found[f"prepare_{unit}"] + found[f"great_{unit}"]) / plain - 1
    found["peak_megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    for name, value in measure(parser.parse_args().home / "warehouse.duckdb").items():
        print(f"{name:28} {value:14,.2f}")

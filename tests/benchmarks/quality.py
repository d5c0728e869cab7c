"""How long a check takes, and what Great Expectations adds: `python -m tests.benchmarks.quality HOME`.

The home may be of any size (tests.benchmarks.generate makes one). Printed: seconds to prepare, to run them as
plain SQL, to run the same through Great Expectations, the overhead of the latter over the former, and the peak memory.
"""

from __future__ import annotations

import argparse
import resource
import time
from pathlib import Path

from expectations.session import Inputs, prepare
from expectations.suites import read_suites
from warehouse.connect import open_file


def measure(file: Path, memory_limit: str = "1200MB") -> dict[str, float]:
    """Seconds and megabytes of a full check of one warehouse file."""
    from expectations.great_import import import_great
    from expectations.plain import run_plain

    started = time.perf_counter()
    import_great()
    from expectations.great import run_great

    found = {"import_seconds": time.perf_counter() - started}
    expectations, _ = read_suites()
    connection = open_file(file, memory_limit=memory_limit, threads=2)
    try:
        started = time.perf_counter()
        session = prepare(connection, expectations, Inputs())
        found["prepare_seconds"] = time.perf_counter() - started
        # Once to warm the caches of the disk, so that the second and the third are equals.
        run_plain(session, expectations)
        started = time.perf_counter()
        run_plain(session, expectations)
        found["plain_seconds"] = time.perf_counter() - started
        started = time.perf_counter()
        run_great(session, expectations)
        found["great_seconds"] = time.perf_counter() - started
        found["fact_lines"] = sum(size for name, size in session.table_sizes.items() if name.startswith("main.fact_"))
    finally:
        connection.close()
    plain = found["prepare_seconds"] + found["plain_seconds"]
    found["overhead_share"] = (found["prepare_seconds"] + found["great_seconds"]) / plain - 1
    found["peak_megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    for name, value in measure(parser.parse_args().home / "warehouse.duckdb").items():
        print(f"{name:20} {value:14,.2f}")

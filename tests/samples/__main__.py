"""Write the sample documents: `python -m tests.samples [FOLDER]`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.samples.documents import documents

SAMPLES = Path(__file__).resolve().parents[2] / "warehouse" / "samples"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.samples", description="Write the sample documents.")
    parser.add_argument("folder", nargs="?", type=Path, default=SAMPLES)
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for name, write in documents().items():
        data = write()
        (arguments.folder / name).write_bytes(data)
        sys.stdout.write(f"{len(data):>9,}  {name}\n")


if __name__ == "__main__":
    main()

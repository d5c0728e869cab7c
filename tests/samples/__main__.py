"""Write the sample documents: `python -m tests.samples [--font FILE] [FOLDER]`.

The scan is drawn with a font that has Chinese glyphs (any will do, e.g. Noto Sans SC); without one the scan that is
there is kept.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.samples.documents import documents

SAMPLES = Path(__file__).resolve().parents[2] / "warehouse" / "samples"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.samples", description="Write the sample documents.")
    parser.add_argument("folder", nargs="?", type=Path, default=SAMPLES)
    parser.add_argument("--font", type=Path, help="a font file with Chinese glyphs, for the scan")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for name, write in documents(arguments.font).items():
        data = write()
        (arguments.folder / name).write_bytes(data)
        sys.stdout.write(f"{len(data):>9,}  {name}\n")


if __name__ == "__main__":
    main()

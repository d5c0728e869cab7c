"""The program: `warehouse`, or `python -m warehouse`."""

import atexit
import os
import sys

from warehouse.cli import main


def run() -> None:
    """Run the program and leave.

    What was imported is not taken apart piece by piece, which takes half a second after a check: what is to be done at
    the end (temporary files, processes, logs) is done, and the process goes.
    """
    code = main()
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            # Nobody reads it any more.
            code = code or 1
    os._exit(code)


if __name__ == "__main__":
    run()

"""Allows `python -m warehouse`."""

import sys

from warehouse.cli import main

if __name__ == "__main__":
    sys.exit(main())

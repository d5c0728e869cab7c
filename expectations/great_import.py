"""Imports Great Expectations as cheaply as it can be had. To be called before anything imports it.

1. Its telemetry is switched off before it is imported.
2. One of its expectations imports altair, which imports the format checkers of jsonschema, of which one compiles a
   grammar for internationalised addresses: a third of the whole import time, for nothing that is used here. jsonschema
   goes without that checker where its package is missing, so it is made to look missing for the time of the import.
"""

from __future__ import annotations

import importlib
import os
import sys

_UNUSED = "rfc3987_syntax"


def import_great() -> None:
    """Import the package; what is imported after this finds it loaded."""
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    was_loaded = _UNUSED in sys.modules
    if not was_loaded:
        sys.modules[_UNUSED] = None  # type: ignore[assignment]
    try:
        importlib.import_module("great_expectations")
    finally:
        if not was_loaded:
            sys.modules.pop(_UNUSED, None)

"""Imports Great Expectations as cheaply as it can be had. To be called before anything imports it.

1. Its telemetry is switched off before it is imported.
2. One of its expectations, which nobody here uses, imports altair and scipy.stats: more than a third of the whole
   import time. Both are put off until something is asked of them, which nothing does.
3. Spark is looked for, and loaded where it is installed. It is made to look missing for the time of the import, and so
   is the grammar of internationalised addresses, which jsonschema compiles where it finds it.
4. What is imported stays: the collector of garbage need not look at it meanwhile.
"""

from __future__ import annotations

import gc
import importlib
import os
import sys
from types import ModuleType
from typing import Any

_UNUSED = ("rfc3987_syntax", "pyspark")
_LATER = ("altair", "scipy.stats")


def import_great() -> None:
    """Import the package; what is imported after this finds it loaded."""
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    if "great_expectations" in sys.modules:
        return
    hidden = [name for name in _UNUSED if name not in sys.modules]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment]
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        for name in _LATER:
            _put_off(name)
        importlib.import_module("great_expectations")
    finally:
        for name in hidden:
            sys.modules.pop(name, None)
        for name in _LATER:
            if isinstance(sys.modules.get(name), _Later):
                del sys.modules[name]
        if was_collecting:
            gc.enable()


class _Later(ModuleType):
    """Stands for a module until something is asked of it; importlib's LazyLoader loads on a second import already."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            # What the import system itself looks for.
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(importlib.import_module(self.__name__), name)


def _put_off(name: str) -> None:
    if name not in sys.modules:
        sys.modules[name] = _Later(name)

"""The notebook kit: `from warehouse.notebook import *` or by name; `%load_ext warehouse.notebook` gives `%%sql` cells.

- `start()` opens the published warehouse read-only, sets the chart theme and gives a `Desk`.
- `%%sql NAME` runs the cell's query with the notebook's variables as `$parameters` and keeps the rows as a
  Polars frame.
- charts (`bars`, `lines`, `dots`, `stacked`, `small_multiples`, `treemap`, `flow`) take such a frame; money stays
  exact in the frame and is turned into 元, 万元 or 亿元 for the eye only.
- `finding` prints a sentence whose figures are computed, `missing` says what this warehouse does not hold.
- `trace` shows the cell that a line was read from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from warehouse.notebook.charts import bars, dots, lines, save, small_multiples, stacked
from warehouse.notebook.desk import Desk, start
from warehouse.notebook.flow import flow
from warehouse.notebook.money import MoneyUnit, count, money, money_unit, percent
from warehouse.notebook.prose import finding, language, missing, say
from warehouse.notebook.source import trace
from warehouse.notebook.tables import show
from warehouse.notebook.treemap import treemap

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

__all__ = [
    "Desk",
    "MoneyUnit",
    "bars",
    "count",
    "dots",
    "finding",
    "flow",
    "language",
    "lines",
    "load_ipython_extension",
    "missing",
    "money",
    "money_unit",
    "percent",
    "save",
    "say",
    "show",
    "small_multiples",
    "stacked",
    "start",
    "trace",
    "treemap",
]


def load_ipython_extension(shell: InteractiveShell) -> None:
    """What `%load_ext warehouse.notebook` calls."""
    from warehouse.notebook.magic import register

    register(shell)

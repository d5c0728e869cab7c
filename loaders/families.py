"""Which reader takes which section. A new statement goes here: one line, and one module in loaders/statements/.

`READERS` maps a kind (or a family) of loaders/vocabulary/statements.toml to a function (section, about) -> Tidy.
`CLAIMS` are families that may take a whole document before it is cut at titles (forms dumped as running text): a
function document -> sections, or None where the document is not theirs.
"""

from __future__ import annotations

from collections.abc import Callable

from loaders.document import Document
from loaders.section import About, Section, Tidy
from loaders.statements.declaration import read_declaration
from loaders.statements.project_targets.reader import read_project_targets
from loaders.statements.tables.reader import read_balance_section, read_table_section

Reader = Callable[[Section, About], Tidy]
Claim = Callable[[Document], tuple[Section, ...] | None]

READERS: dict[str, Reader] = {
    "project_declaration": read_declaration,
    "project_targets": read_project_targets,
    "table": read_table_section,
    "balance": read_balance_section,
}
CLAIMS: tuple[Claim, ...] = ()

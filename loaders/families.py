"""Which reader takes which section. A new statement goes here: one line, and one module in loaders/statements/.

`READERS` maps a kind (or a family) of loaders/vocabulary/statements.toml to a function (section, about) -> Tidy.
`CLAIMS` are families that may take a whole document before it is cut at titles (forms dumped as running text): a
function document -> sections, or None where the document is not theirs.
"""

from __future__ import annotations

from collections.abc import Callable

from loaders.document import Document
from loaders.section import About, Section, Tidy

Reader = Callable[[Section, About], Tidy]
Claim = Callable[[Document], tuple[Section, ...] | None]

READERS: dict[str, Reader] = {}
CLAIMS: tuple[Claim, ...] = ()

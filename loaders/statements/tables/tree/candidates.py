"""The trees that the evidence allows, and the one that the sums of the table confirm.

1. Each kind of evidence, alone and together, gives a level for every row; a row is a part of the nearest row above it
   with a lesser level.
2. Inside a row whose parts come to more than it prints, the parts are nested by their sums; where these do not tell,
   by the depth at which rows of the same name stand elsewhere in the table.
3. Of these trees the one in which most wholes are the sum of their parts is taken, if that holds for most of them: a
   misprint or a rounding does not undo a tree, and sums alone do not make one where other evidence tells another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from loaders.statements.tables.model import RowHead
from loaders.statements.tables.tree.evidence import DEPARTMENT, HEADING, ROW, UNIT, indents, ranks
from loaders.statements.tables.tree.names import tree_of_items, tree_of_names
from loaders.statements.tables.tree.sums import MAX_ROWS, adds_up, tree_of
from loaders.text import folded

#: share of the wholes that must be the sum of their parts
CONFIRMED = 0.6
Level = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """child -> parent by row index; rows without a parent stand at the top."""

    parents: Mapping[int, int]
    #: wholes that are the sum of their parts, and all wholes that can be tried
    closing: int
    tried: int

    @property
    def share(self) -> float:
        return self.closing / self.tried if self.tried else 0.0


@dataclass(slots=True)
class Grower:
    """The rows of a table with their figures in its main column."""

    heads: Sequence[RowHead]
    values: Mapping[int, Decimal]
    total: Decimal | None
    step: Decimal
    units: Collection[str]
    _solved: dict[tuple[Decimal, tuple[Decimal, ...]], dict[int, int] | None] = field(default_factory=dict)

    def best(self, *, must_close: bool = False) -> Tree | None:
        """The tree that most sums confirm; None where no tree is confirmed. `must_close`: where no row is called the
        total, the topmost sum has nothing but itself to show that it is one."""
        trees = [self._confirmed(self._refined(parents)) for parents in self._candidates()]
        if must_close:
            trees = [tree for tree in trees if self._top_closes(tree.parents)]
        best = max(trees, key=lambda tree: (tree.share, tree.closing), default=None)
        return best if best is not None and best.parents and best.share >= CONFIRMED else None

    def _top_closes(self, parents: Mapping[int, int]) -> bool:
        """Does the total, or else a row that alone holds all others, come out?"""
        children = self._children(parents)
        top = children.get(None, [])
        whole, parts = self.total, top
        if whole is None and len(top) == 1:
            whole, parts = self.values.get(top[0]), children.get(top[0], [])
        return whole is None or adds_up(whole, [self.values.get(index, Decimal(0)) for index in parts], self.step)

    def _candidates(self) -> list[dict[int, int]]:
        """The trees by evidence, the strongest first; the last has no evidence but the sums."""
        set_in = indents(self.heads)
        found: list[dict[int, int]] = []
        for by_ending in (False, True):
            rank = ranks(self.heads, self.units, by_ending=by_ending)
            if rank[:2] == [UNIT, UNIT]:
                # The first of several units, with nothing of its own under it, may be the department over them.
                found.append(self._with_names(self._by_levels([(each,) for each in [DEPARTMENT, *rank[1:]]])))
            if len(set(rank)) > 1:
                if set_in is not None:
                    found.append(self._by_levels(list(zip(rank, set_in, strict=True))))
                    # A heading of rows is no deeper than its indent says.
                    merged = [ROW if each == HEADING else each for each in rank]
                    found.append(self._by_levels(list(zip(merged, set_in, strict=True))))
                found.append(self._by_levels([(each,) for each in rank]))
                found.append(self._with_names(found[-1]))
        if set_in is not None:
            found.append(self._by_levels([(each,) for each in set_in]))
        found.append(self._with_names({}))
        found.append({})
        return list({tuple(sorted(tree.items())): tree for tree in found}.values())

    def _by_levels(self, levels: Sequence[Level]) -> dict[int, int]:
        parents: dict[int, int] = {}
        open_rows: list[tuple[Level, int]] = []
        for head, level in zip(self.heads, levels, strict=True):
            while open_rows and open_rows[-1][0] >= level:
                open_rows.pop()
            if open_rows:
                parents[head.index] = open_rows[-1][1]
            open_rows.append((level, head.index))
        return parents

    def _with_names(self, parents: Mapping[int, int]) -> dict[int, int]:
        """The rows of each whole nested by the classes that their names tell."""
        out = dict(parents)
        names = {head.index: head.printed.name or head.label or "" for head in self.heads}
        for members in self._children(parents).values():
            labels = [names[index] for index in members]
            nesting = tree_of_names(labels) or tree_of_items(labels)
            out.update({members[child]: members[parent] for child, parent in nesting.items()})
        return out

    def _children(self, parents: Mapping[int, int]) -> dict[int | None, list[int]]:
        children: dict[int | None, list[int]] = {}
        for head in self.heads:
            children.setdefault(parents.get(head.index), []).append(head.index)
        return children

    def _refined(self, parents: dict[int, int]) -> dict[int, int]:
        """Rule 2."""
        out = dict(parents)
        open_groups: list[tuple[int | None, list[int]]] = []
        for parent, members in self._children(parents).items():
            target = self.total if parent is None else self.values.get(parent)
            filled = [index for index in members if self.values.get(index)]
            amounts = [self.values[index] for index in filled]
            if target is None or adds_up(target, amounts, self.step) or sum(amounts, Decimal(0)) <= target:
                continue
            nesting = self._nested(amounts, target) if len(filled) <= MAX_ROWS else None
            if nesting is None:
                open_groups.append((parent, members))
            else:
                out.update({filled[child]: filled[whole] for child, whole in nesting.items()})
        known = self._depths_by_name(out) if open_groups else {}
        for parent, members in open_groups:
            out.update(self._by_known_names(parent, members, known))
        return out

    def _nested(self, amounts: Sequence[Decimal], target: Decimal) -> dict[int, int] | None:
        key = target, tuple(amounts)
        if key not in self._solved:
            is_plain = target > 0 and all(amount > 0 for amount in amounts)
            self._solved[key] = tree_of(amounts, target, self.step) if is_plain else None
        return self._solved[key]

    def _depths_by_name(self, parents: Mapping[int, int]) -> dict[str, int]:
        """At which depth rows of a name stand that are wholes wherever they are told."""
        depths: dict[str, Counter[int]] = {}
        wholes = set(parents.values())
        for head in self.heads:
            if head.index in wholes and head.printed.name:
                depths.setdefault(folded(head.printed.name), Counter())[_depth(head.index, parents)] += 1
        return {name: counts.most_common(1)[0][0] for name, counts in depths.items()}

    def _by_known_names(self, parent: int | None, members: Sequence[int], known: Mapping[str, int]) -> dict[int, int]:
        """A group whose sums tell nothing: rows called like wholes elsewhere hold the rows that follow them."""
        names = {head.index: folded(head.printed.name or "") for head in self.heads}
        out: dict[int, int] = {}
        open_rows: list[tuple[int, int]] = []
        deepest = max(known.values(), default=0) + 1
        for index in members:
            depth = known.get(names[index], deepest)
            while open_rows and open_rows[-1][0] >= depth:
                open_rows.pop()
            if open_rows:
                out[index] = open_rows[-1][1]
            elif parent is not None:
                out[index] = parent
            open_rows.append((depth, index))
        return out

    def _confirmed(self, parents: Mapping[int, int]) -> Tree:
        """How many wholes are the sum of their parts."""
        closing = tried = 0
        for parent, members in self._children(parents).items():
            whole = self.total if parent is None else self.values.get(parent)
            parts = [self.values[index] for index in members if index in self.values]
            if whole is None or not parts or not (whole or any(parts)):
                continue
            tried += 1
            closing += adds_up(whole, parts, self.step)
        return Tree(parents, closing, tried)


def _depth(index: int, parents: Mapping[int, int]) -> int:
    depth = 0
    while index in parents:
        index = parents[index]
        depth += 1
    return depth

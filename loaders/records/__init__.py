"""What leaves the loaders: tidy records, one frozen dataclass a table, all amounts in yuan as `Decimal`.

The field order of each dataclass is the column order of its Delta table. A record never holds '' (empty is None).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from loaders.records.accounts import CellRecord, ContactRecord, NoticeRecord, QuarantineRecord, RepairRecord
from loaders.records.arrow import arrow_table, schema_of
from loaders.records.forms import ExpressionRecord, IndicatorRecord, ProjectRecord
from loaders.records.keys import document_key_of, key_of, line_key_of
from loaders.records.money import DocumentRecord, RevenueRecord, SpendingRecord, StatementRecord
from loaders.records.prose import ProseRecord
from loaders.version import loader_version

__all__ = [
    "TABLES",
    "CellRecord",
    "ContactRecord",
    "DocumentRecord",
    "ExpressionRecord",
    "Extract",
    "IndicatorRecord",
    "NoticeRecord",
    "ProjectRecord",
    "ProseRecord",
    "QuarantineRecord",
    "RepairRecord",
    "RevenueRecord",
    "SpendingRecord",
    "StatementRecord",
    "arrow_table",
    "document_key_of",
    "key_of",
    "line_key_of",
    "loader_version",
    "schema_of",
]

#: table name in the store -> record class. `document` is last: a document counts once its row there is committed.
TABLES: dict[str, type] = {
    "statement": StatementRecord,
    "spending": SpendingRecord,
    "revenue": RevenueRecord,
    "project": ProjectRecord,
    "indicator": IndicatorRecord,
    "repair": RepairRecord,
    "quarantine": QuarantineRecord,
    "notice": NoticeRecord,
    "cell": CellRecord,
    "expression": ExpressionRecord,
    "prose": ProseRecord,
    "contact": ContactRecord,
    "document": DocumentRecord,
}


@dataclass(frozen=True, slots=True)
class Extract:
    """Everything one document gives."""

    document: DocumentRecord
    statement: tuple[StatementRecord, ...] = ()
    spending: tuple[SpendingRecord, ...] = ()
    revenue: tuple[RevenueRecord, ...] = ()
    project: tuple[ProjectRecord, ...] = ()
    indicator: tuple[IndicatorRecord, ...] = ()
    repair: tuple[RepairRecord, ...] = ()
    quarantine: tuple[QuarantineRecord, ...] = ()
    notice: tuple[NoticeRecord, ...] = ()
    cell: tuple[CellRecord, ...] = ()
    contact: tuple[ContactRecord, ...] = ()
    expression: tuple[ExpressionRecord, ...] = ()
    prose: tuple[ProseRecord, ...] = ()

    def rows(self, table: str) -> tuple[Any, ...]:
        return (self.document,) if table == "document" else tuple(getattr(self, table))

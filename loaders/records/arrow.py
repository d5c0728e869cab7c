"""Records as Arrow: the schema of a table is derived from its dataclass, so that there is one place to change."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable
from dataclasses import fields
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa


def _arrow_type(annotation: Any) -> pa.DataType:
    import pyarrow as pa

    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        annotation = next(part for part in typing.get_args(annotation) if part is not type(None))
    if typing.get_origin(annotation) is list:
        return pa.list_(_arrow_type(typing.get_args(annotation)[0]))
    return {
        str: pa.string(),
        int: pa.int32(),
        bool: pa.bool_(),
        float: pa.float64(),
        Decimal: pa.decimal128(20, 2),
    }[annotation]


#: decimals that are not money: indicator values and scores keep six places.
_VALUE_FIELDS = {
    "value",
    "upper",
    "stated",
    "computed",
    "last_digit",
    "target_value",
    "actual_value",
    "weight",
    "score",
} | {
    "execution_rate",
    *(f"{part}_{what}" for part in ("execution", "total") for what in ("weight", "score")),
}


def schema_of(record: type) -> pa.Schema:
    """The Arrow schema of a record class. Money is decimal(20,2); other measured values decimal(28,6)."""
    import pyarrow as pa

    hints = typing.get_type_hints(record)
    return pa.schema(
        [
            pa.field(
                item.name,
                pa.decimal128(28, 6)
                if item.name in _VALUE_FIELDS and pa.types.is_decimal(_arrow_type(hints[item.name]))
                else _arrow_type(hints[item.name]),
            )
            for item in fields(record)
        ]
    )


def arrow_table(record: type, rows: Iterable[Any]) -> pa.Table:
    """Records as an Arrow table with their declared schema."""
    import pyarrow as pa

    listed = list(rows)
    schema = schema_of(record)
    columns = [pa.array([getattr(row, name) for row in listed], type=schema.field(name).type) for name in schema.names]
    return pa.Table.from_arrays(columns, schema=schema)

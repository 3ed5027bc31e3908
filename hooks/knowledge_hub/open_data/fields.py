"""The fields of a table, read from its schema: for columns, for descriptions, for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from knowledge_hub.model.vocabulary import VOCABULARIES
from knowledge_hub.open_data.schema import TEXTS, Schema
from knowledge_hub.open_data.tables import COLLECTIONS, TABLES, Table

Kind = Literal[
    "choice",
    "date",
    "day",
    "email",
    "flag",
    "id",
    "line",
    "markdown",
    "moment",
    "name",
    "number",
    "number_or_flag",
    "reference",
    "rows",
    "text",
    "url",
    "whole_number",
]


@dataclass(frozen=True)
class Field:
    """A field of a table.

    Attributes:
        path: Keys that lead to it within a row.
        kind: What its values are.
        many: Whether it holds a list of them.
        required: Whether every row has it.
        description: What it means, in English, as the model tells.
        target: Table that ids refer to, or that holds the rows; vocabulary of a choice.
        schema: Schema of one value.
    """

    path: tuple[str, ...]
    kind: Kind
    many: bool
    required: bool
    description: str
    target: str
    schema: Schema

    @property
    def is_text(self) -> bool:
        """Whether it has a value in each language."""
        return self.kind in TEXTS


def fields_of(table: Table, defs: Mapping[str, Schema]) -> list[Field]:
    """Return the fields of a table, those of records within a row included."""
    rows = defs[table.name]
    if "oneOf" not in rows:
        return list(_fields(rows, defs, table, (), required=True))
    found: dict[tuple[str, ...], list[Field]] = {}
    for option in rows["oneOf"]:
        for field in _fields(option, defs, table, (), required=True):
            found.setdefault(field.path, []).append(field)
    return [_common(fields, len(rows["oneOf"])) for fields in found.values()]


def _common(fields: list[Field], options: int) -> Field:
    """Describe a field that rows of several kinds may have, each in its own way."""
    first = fields[0]
    schema = {
        key: value for key, value in first.schema.items() if all(field.schema.get(key) == value for field in fields)
    }
    required = len(fields) == options and all(field.required for field in fields)
    return Field(first.path, first.kind, first.many, required, first.description, first.target, schema)


def _fields(
    schema: Schema, defs: Mapping[str, Schema], table: Table, path: tuple[str, ...], *, required: bool
) -> Iterator[Field]:
    for name, node in schema["properties"].items():
        here = (*path, name)
        has = required and name in schema.get("required", ())
        if "$ref" in node:
            yield from _fields(defs[node["$ref"].rpartition("/")[2]], defs, table, here, required=has)
            continue
        many = node.get("type") == "array"
        one = node["items"] if many else node
        kind, target = _kind(one, table, here)
        yield Field(here, kind, many, has, node.get("description", ""), target, one)


def _kind(node: Schema, table: Table, path: tuple[str, ...]) -> tuple[Kind, str]:
    if "$ref" in node:
        return "rows", _table_below(table, path)
    reference = node.get("x-reference", "")
    if reference in VOCABULARIES:
        return "choice", VOCABULARIES[reference][0]
    if reference in COLLECTIONS:
        return "reference", COLLECTIONS[reference].name
    if "x-type" in node:
        return node["x-type"], ""
    return _plain_kind(node), ""


def _plain_kind(node: Mapping[str, Any]) -> Kind:
    match node:
        case {"format": "uri"}:
            return "url"
        case {"format": "email"}:
            return "email"
        case {"type": "boolean"}:
            return "flag"
        case {"type": "integer"}:
            return "whole_number"
        case {"type": "number"}:
            return "number"
        case {"type": ["number", "boolean"]}:
            return "number_or_flag"
        case {"pattern": _}:
            return "id"
    return "line"


def _table_below(table: Table, path: tuple[str, ...]) -> str:
    """Return the table that holds the rows of a list within a table's rows."""
    for origin in table.origins:
        inner = (*origin.path, *path)
        for other in TABLES:
            if any(place.kind == origin.kind and place.path == inner for place in other.origins):
                return other.name
    raise KeyError(f"no table has the rows of {'.'.join(path)} in {table.name}")

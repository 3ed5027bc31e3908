"""The CSV files as a Frictionless data package: what each column holds, and how tables belong together.

Source: https://datapackage.org/standard/data-package/ (version 2.0)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from knowledge_hub.open_data.columns import Column
from knowledge_hub.open_data.csv_file import SEPARATOR
from knowledge_hub.open_data.tables import TABLES, Table

PROFILES = "https://datapackage.org/profiles/2.0/"
DIALECT = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True}
_TYPES = {"flag": "boolean", "whole_number": "integer", "number": "number", "number_or_flag": "any", "day": "date"}
_FORMATS = {"url": "uri", "email": "email"}
_NOT_UNIQUE = frozenset({"contacts", "links", "parties", "results", "site_features"})
"""Tables whose rows have no key of their own."""


@dataclass(frozen=True)
class Resource:
    """What the package tells of one CSV file."""

    table: Table
    path: str
    title: str
    description: str
    columns: Sequence[Column]
    content: bytes


def resource(item: Resource, complete: Sequence[str]) -> dict[str, Any]:
    """Describe one CSV file.

    Parameters:
        item: The file.
        complete: Languages in which no text may be missing.
    """
    return {
        "$schema": f"{PROFILES}dataresource.json",
        "name": item.table.name,
        "type": "table",
        "path": item.path,
        "title": item.title,
        "description": item.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(item.content),
        "hash": f"sha256:{sha256(item.content).hexdigest()}",
        "dialect": DIALECT,
        "schema": _schema(item, complete),
    }


def _schema(item: Resource, complete: Sequence[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "$schema": f"{PROFILES}tableschema.json",
        "fields": [_field(column, complete) for column in item.columns],
        "missingValues": [""],
    }
    if key := primary_key(item.table):
        schema["primaryKey"] = key
    if foreign := list(_foreign_keys(item)):
        schema["foreignKeys"] = foreign
    return schema


def primary_key(table: Table) -> list[str]:
    """Return the columns that together name a row; none if nothing does."""
    if table.name in _NOT_UNIQUE:
        return []
    own = {"strengths": "area", "earlier_values": "as_of"}.get(table.name, "id")
    return [*table.keys, own]


def _field(column: Column, complete: Sequence[str]) -> dict[str, Any]:
    field = column.field
    described: dict[str, Any] = {
        "name": column.name,
        "type": "list" if field.many else _TYPES.get(field.kind, "string"),
        "description": f"{field.description} ({column.language})" if column.language else field.description,
    }
    if field.many:
        described |= {"delimiter": SEPARATOR, "itemType": "string"}
    elif field.kind in _FORMATS:
        described["format"] = _FORMATS[field.kind]
    required = field.required and (column.language is None or column.language in complete)
    constraints: dict[str, Any] = {"required": True} if required else {}
    if not field.many and not field.is_text and field.kind != "day":
        constraints |= {
            key: field.schema[key] for key in ("enum", "pattern", "minimum", "maximum") if key in field.schema
        }
    return {**described, "constraints": constraints} if constraints else described


def _foreign_keys(item: Resource) -> Iterator[dict[str, Any]]:
    """Return which columns hold the id of a row of another table, or of this one."""
    for column in item.columns:
        if column.field.kind == "reference" and not column.field.many:
            yield _foreign(item, [column.name], column.field.target, ["id"])
    if parent := _parent(item.table):
        yield _foreign(item, list(item.table.keys), *parent)


def _parent(table: Table) -> tuple[str, list[str]] | None:
    """Return the table in which a row's keys stand, and the columns there, if they are more than one id."""
    if len(table.keys) < 2 or len(table.origins[0].path) < 2:
        return None
    outer = table.origins[0].path[:-1]
    parent = next(other for other in TABLES if any(origin.path == outer for origin in other.origins))
    return parent.name, [*parent.keys, "id"]


def _foreign(item: Resource, columns: list[str], target: str, fields: list[str]) -> dict[str, Any]:
    own = target == item.table.name
    return {"fields": columns, "reference": {"resource": "" if own else target, "fields": fields}}


def package(head: dict[str, Any], resources: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the whole package."""
    return {"$schema": f"{PROFILES}datapackage.json", **head, "resources": list(resources)}

"""Reads JSON-LD and compares it with the terms of schema.org in `tests/schema_org/`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

TERMS: dict[str, Any] = json.loads((Path(__file__).parent / "schema_org" / "terms.json").read_text("utf-8"))
ADDRESS = "https://schema.org/"
Node = dict[str, Any]

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}[+-]\d{2}:\d{2}")
_WEB = re.compile(r"https?://\S+")


@cache
def kinds_of(type: str) -> frozenset[str]:
    """Return a type with all its supertypes."""
    return frozenset({type}).union(*(kinds_of(above) for above in TERMS["types"][type]))


def nodes_in(value: object) -> Iterator[Node]:
    """Yield every node, whether it is described or mentioned, from the outside in."""
    if isinstance(value, dict):
        if "@value" not in value:
            yield value
        for item in value.values():
            yield from nodes_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from nodes_in(item)


def values_of(node: Node) -> Iterator[tuple[str, object]]:
    """Yield each property with each of its values."""
    for name, value in node.items():
        if not name.startswith("@"):
            yield from ((name, item) for item in (value if isinstance(value, list) else [value]))


def faults_in(node: Node, types: dict[str, str]) -> Iterator[str]:
    """Yield what schema.org does not know about a node.

    Parameters:
        node: The node.
        types: Type of each `@id` of the site, for bare references.
    """
    type = node.get("@type") or types.get(node.get("@id", ""))
    if type not in TERMS["types"]:
        yield f"there is no type {type}"
        return
    for name, value in values_of(node):
        known = TERMS["properties"].get(name)
        if known is None:
            yield f"there is no property {name}"
        elif not kinds_of(type) & set(known["domains"]):
            yield f"{name} does not belong to {type}"
        elif not any(_fits(value, range, types) for range in known["ranges"]):
            yield f"{type}.{name} is {value!r}, but should be one of {known['ranges']}"


def _fits(value: object, range: str, types: dict[str, str]) -> bool:
    if isinstance(value, dict) and "@value" in value:
        return range == "Text"
    if isinstance(value, dict):
        return range in kinds_of(str(value.get("@type") or types.get(value["@id"])))
    if isinstance(value, bool):
        return range == "Boolean"
    if isinstance(value, int | float):
        return range in ("Number", "Integer", "Text")
    assert isinstance(value, str)
    if value.startswith(ADDRESS):
        return value.removeprefix(ADDRESS) in TERMS["members"].get(range, ())
    if range == "Date":
        return _DATE.fullmatch(value) is not None
    if range == "DateTime":
        return _MOMENT.fullmatch(value) is not None
    # The context of schema.org makes these addresses references, so one may stand for what it leads to.
    return range == "Text" or (_WEB.fullmatch(value) is not None and range in ("URL", "CreativeWork", "Thing"))

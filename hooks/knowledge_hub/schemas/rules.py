"""Rules across the fields of a record, as far as JSON Schema can tell them; the model checks them all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from knowledge_hub.model.entry import Party
from knowledge_hub.model.event import Admission
from knowledge_hub.model.figure import Dated, Feature, Sourced
from knowledge_hub.model.vocabulary import Patterned

Schema = dict[str, Any]


def _absent(*keys: str) -> Schema:
    """What has none of some keys, or nothing in them."""
    return {"properties": {key: {"type": "null"} for key in keys}}


def _present(*keys: str, **values: Schema) -> Schema:
    """What has some keys with something in them, or with what `values` says."""
    known = {**{key: {"not": {"type": "null"}} for key in keys}, **values}
    return {"required": list(known), "properties": known}


def _both(*conditions: Schema) -> Schema:
    return {"allOf": list(conditions)}


FORBIDDEN: dict[type[BaseModel], dict[str, Schema]] = {
    Dated: {"no_date": _absent("as_of", "seen"), "two_dates": _present("as_of", "seen")},
    Party: {"no_party": _absent("organisation", "name"), "two_parties": _present("organisation", "name")},
    Admission: {
        "price_without_currency": _both(_present("price"), _absent("currency")),
        "currency_without_price": _both(_present("currency"), _absent("price")),
        "price_of_nothing": _present(price={"type": "number", "maximum": 0}),
        "price_of_what_is_free": _both(_present("price"), _present(free={"const": True})),
        "no_admission": _absent("free", "price"),
    },
    Feature: {
        "no_value": _absent("value", "note"),
        "no_unit": _both(_present(value={"type": "number"}), _absent("unit")),
    },
}
"""What records of a class must not be, by the word that says how to mend it."""

_HAS_PLACE_OF_VALUE: Schema = {"properties": {"pattern": {"additionalProperties": {"pattern": r"\{value:?\}"}}}}


def forbidden(model: type[BaseModel]) -> Iterator[tuple[str, Schema]]:
    """Return what a record of a class must not be, with the word that says how to mend it."""
    for owner, rules in FORBIDDEN.items():
        if issubclass(model, owner):
            yield from rules.items()


def needed(model: type[BaseModel]) -> Iterator[Schema]:
    """Return what a record of a class must be beyond its fields."""
    if issubclass(model, Patterned):
        yield _HAS_PLACE_OF_VALUE


def least(model: type[BaseModel]) -> dict[str, int]:
    """Return how many items lists must have of which the fields themselves do not say so."""
    return {"sources": 1} if issubclass(model, Sourced) else {}

"""Every dated claim of the hub with an id of its own, so that a mistake in it can be reported."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from knowledge_hub.hub import Hub
from knowledge_hub.model.base import Record
from knowledge_hub.model.city import Investment, Site
from knowledge_hub.model.figure import Dated, Feature, Figure

KINDS = ("area", "city", "event", "organisation", "project")
"""Kinds of records that make dated claims."""


@dataclass(frozen=True)
class Place:
    """Where a claim stands.

    Attributes:
        kind: Kind of its record.
        record: Id of its record.
        steps: The way to it within the record: fields, and keys of what stands in lists.
        part: Site or investment that it is about, if it is not about the whole record.
    """

    kind: str
    record: str
    steps: tuple[str, ...] = ()
    part: Site | Investment | None = None

    @property
    def id(self) -> str:
        """What the claim is called in addresses."""
        return ".".join((self.kind, self.record, *self.steps))


def claims(hub: Hub) -> list[tuple[Place, Dated]]:
    """Return every dated claim with its place, record by record."""
    return [
        found
        for kind in KINDS
        for record in hub.collection(kind).values()
        for found in _within(record, Place(kind, record.id))
    ]


def _within(record: Record, place: Place) -> Iterator[tuple[Place, Dated]]:
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, Record):
            yield from _at(value, replace(place, steps=(*place.steps, name)))
        elif isinstance(value, tuple):
            items = [item for item in value if isinstance(item, Record)]
            for key, item in zip(_keys(items), items, strict=True):
                yield from _at(item, replace(place, steps=(*place.steps, name, key)))


def _at(item: Record, place: Place) -> Iterator[tuple[Place, Dated]]:
    if isinstance(item, Site | Investment):
        place = replace(place, part=item)
    if isinstance(item, Dated):
        yield place, item
    if not isinstance(item, Figure | Feature):  # earlier values are part of their figure
        yield from _within(item, place)


def _keys(items: list[Record]) -> list[str]:
    """Name the items of a list; those that are called alike, or nothing, by their number too."""
    named = [str(getattr(item, "id", None) or getattr(item, "feature", None) or "") for item in items]
    return [
        name if name and named.count(name) == 1 else f"{name}{number}" for number, name in enumerate(named, start=1)
    ]

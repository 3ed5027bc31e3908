"""The tables of the open data: their names, which are promised for ever, and their rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge_hub.hub import Hub
from knowledge_hub.model.base import Record
from knowledge_hub.model.city import Investment, Site, Strength
from knowledge_hub.model.entry import Contact, Link, Party, Result
from knowledge_hub.model.figure import Earlier, Feature, Figure
from knowledge_hub.model.records import Area, City, Event, Note, Organisation, Project, Source, Term
from knowledge_hub.model.vocabulary import VOCABULARIES, Choice

Row = Mapping[str, Any]
Dump = Mapping[str, Sequence[Row]]
"""Kind of record -> its records as plain values, by id."""

VOCABULARY = "vocabulary"


@dataclass(frozen=True)
class Origin:
    """Where rows come from: a kind of record, and the lists that lead from it to the rows."""

    kind: str
    path: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """One table.

    Attributes:
        name: Stem of its files and key of its rows.
        model: What one row is.
        origins: Where its rows come from.
        keys: Columns in front of the model's own, which tell where a row stands.
    """

    name: str
    model: type[Record]
    origins: tuple[Origin, ...]
    keys: tuple[str, ...] = ()

    @property
    def kind(self) -> str | None:
        """Kind of record, if the rows are whole records."""
        return None if self.keys else self.origins[0].kind

    def rows(self, dump: Dump) -> list[Row]:
        """Return the rows, in the order of their records."""
        return [row for origin in self.origins for row in self._rows(origin, dump)]

    def _rows(self, origin: Origin, dump: Dump) -> Iterator[Row]:
        if not origin.path:
            yield from dump[origin.kind]
            return
        for record in dump[origin.kind]:
            before = (COLLECTIONS[origin.kind].name,) if self.keys[0] == "collection" else ()
            yield from self._below(record, origin.path, (*before, record["id"]))

    def _below(self, item: Row, path: tuple[str, ...], place: tuple[str, ...]) -> Iterator[Row]:
        for child in item.get(path[0], ()):
            if path[1:]:
                yield from self._below(child, path[1:], (*place, child["id"]))
            else:
                yield {**dict(zip(self.keys, place, strict=True)), **child}


KEYS = {
    "collection": "Table that holds the record.",
    "record": "Id of the record.",
    "city": "Id of the city.",
    "site": "Key of the city's site.",
    "figure": "Key of the record's figure.",
    "vocabulary": "Name of the vocabulary.",
}
"""Columns that tell where a row stands, with their descriptions."""


def _collection(name: str, model: type[Record], kind: str) -> Table:
    return Table(name, model, (Origin(kind),))


_WITH_FIGURES = ("area", "city", "event", "organisation", "project")
TABLES: tuple[Table, ...] = (
    _collection("cities", City, "city"),
    _collection("areas", Area, "area"),
    _collection("organisations", Organisation, "organisation"),
    _collection("projects", Project, "project"),
    _collection("events", Event, "event"),
    _collection("news", Note, "note"),
    _collection("glossary", Term, "term"),
    _collection("sources", Source, "source"),
    Table("strengths", Strength, (Origin("city", ("strengths",)),), ("city",)),
    Table("sites", Site, (Origin("city", ("sites",)),), ("city",)),
    Table("site_features", Feature, (Origin("city", ("sites", "features")),), ("city", "site")),
    Table("investments", Investment, (Origin("city", ("investments",)),), ("city",)),
    Table("contacts", Contact, (Origin("city", ("contacts",)),), ("city",)),
    Table("figures", Figure, tuple(Origin(kind, ("figures",)) for kind in _WITH_FIGURES), ("collection", "record")),
    Table(
        "earlier_values",
        Earlier,
        tuple(Origin(kind, ("figures", "history")) for kind in _WITH_FIGURES),
        ("collection", "record", "figure"),
    ),
    Table("parties", Party, (Origin("event", ("parties",)), Origin("project", ("parties",))), ("collection", "record")),
    Table(
        "results", Result, (Origin("event", ("outcome",)), Origin("project", ("results",))), ("collection", "record")
    ),
    Table(
        "links",
        Link,
        (Origin("city", ("links",)), Origin("event", ("materials",)), Origin("project", ("links",))),
        ("collection", "record"),
    ),
    Table("vocabularies", Choice, (Origin(VOCABULARY),), ("vocabulary",)),
)
"""Every table: the collections first, then what records hold in lists, then the choices they refer to."""

COLLECTIONS = {table.kind: table for table in TABLES if table.kind}
"""Kind of record -> its table."""


def dump(hub: Hub) -> Dump:
    """Turn every record and choice into plain values; what is not known is left out."""
    found: dict[str, Sequence[Row]] = {
        kind: [_plain(record) for record in sorted(hub.collection(kind).values(), key=lambda record: record.id)]
        for kind in COLLECTIONS
    }
    found[VOCABULARY] = [
        {"vocabulary": name, **_plain(choice)}
        for kind, (name, _) in VOCABULARIES.items()
        for choice in hub.vocabularies[kind].values()
    ]
    return found


def _plain(record: Record) -> Row:
    return _known(record.model_dump(mode="json", exclude_none=True))


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out empty lists: they, too, say nothing but that nothing is known."""
    return {key: _known_value(value) for key, value in values.items() if value != []}


def _known_value(value: Any) -> Any:
    if isinstance(value, dict):
        return _known(value)
    return [_known_value(item) for item in value] if isinstance(value, list) else value

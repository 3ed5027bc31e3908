"""What rules share: the hub, the day, and how a check is made."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from knowledge_hub.hub import Hub
from knowledge_hub.load import COLLECTIONS
from knowledge_hub.model.records import City, Entry, Event, Note, Organisation, Project
from knowledge_hub.model.text import Text
from knowledge_hub.places import Loc
from knowledge_hub.report.finding import KINDS, Check, Said

KINDS_OF_RECORDS = tuple(COLLECTIONS.values())


@dataclass(frozen=True)
class Asked:
    """What the report is asked about.

    Attributes:
        hub: The data.
        today: Day of the report.
        broken: Addresses that a check of links found to lead nowhere.
    """

    hub: Hub
    today: date
    broken: Set[str] = frozenset()

    def days_since(self, day: date) -> int:
        """Return how many days ago a day was."""
        return (self.today - day).days

    def check(
        self,
        kind: str,
        record: tuple[str, str],
        loc: Loc,
        what: Said,
        *,
        done: bool,
        detail: Said | None = None,
        subject: Text | None = None,
        weight: int | None = None,
    ) -> Check:
        """Make a check of something within a record, which belongs to the record's city regions."""
        return Check(
            kind=kind,
            cities=self.cities_of(*record),
            place=self.hub.places.of(*record, () if done else loc),  # where nothing is to be done, nobody is led
            done=done,
            weight=KINDS[kind].weight if weight is None else weight,
            what=what,
            detail=detail,
            subject=subject,
        )

    def cities_of(self, kind: str, id: str) -> tuple[str, ...]:
        """Return the city regions whose editors see to a record; none if it is the whole network's."""
        if kind == "source":
            return self._cities_of_sources.get(id, ())
        record = self.hub.collection(kind).get(id) if kind in KINDS_OF_RECORDS else None
        return _own(record) if record else ()

    @cached_property
    def _cities_of_sources(self) -> Mapping[str, tuple[str, ...]]:
        return {
            id: tuple(dict.fromkeys(city for record in records for city in _own(record)))
            for (kind, id), records in self.hub.uses.items()
            if kind == "source"
        }


def _own(record: Entry) -> tuple[str, ...]:
    if isinstance(record, City):
        return (record.id,)
    if isinstance(record, Organisation | Event):
        return (record.city,) if record.city else ()
    return record.cities if isinstance(record, Project | Note) else ()


def name(record: Any) -> Text:
    """Return what a record is called."""
    found = getattr(record, "name", None) or getattr(record, "title", None) or record.term
    assert isinstance(found, Text)
    return found

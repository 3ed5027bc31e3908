"""The record that changes are found in, as it was and as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from knowledge_hub.changes import change as c
from knowledge_hub.changes.change import Change, Value
from knowledge_hub.changes.state import Key, Record, ids, name_of, source_notes, word


@dataclass(frozen=True)
class Subject:
    """A record in two states.

    Attributes:
        key: Its kind and its present id.
        before: As it was; empty if it is new.
        after: As it is.
        old: The earlier state as a whole, for what the record refers to.
        new: The later state as a whole.
        on: Day of the change.
        renamed: Present id of records that had another one in the earlier state, by their former key.
    """

    key: Key
    before: Record
    after: Record
    old: Mapping[Key, Record]
    new: Mapping[Key, Record]
    on: date
    renamed: Mapping[Key, str] = field(default_factory=dict)

    def present(self, kind: str, id: str) -> str:
        """Return the present id of a record that the earlier state refers to."""
        return self.renamed.get((kind, id), id)

    def change(
        self, kind: str, *, anchor: str = "", areas: tuple[str, ...] = (), claim: Record | None = None, **values: Value
    ) -> Change:
        """Make a change of this record.

        Parameters:
            kind: What happened.
            anchor: Place on the record's page.
            areas: Areas of expertise it concerns, besides those of the record.
            claim: What has sources, if the change has.
            values: What fills the sentence.
        """
        return Change(
            kind,
            self.key,
            anchor,
            self.cities,
            tuple(dict.fromkeys((*areas, *self.areas))),
            {"name": c.text(name_of(*self.key, self.after)), **values},
            source_notes(self.new, claim) if claim else (),
        )

    @property
    def cities(self) -> tuple[str, ...]:
        """Ids of the cities the record belongs to."""
        kind, id = self.key
        city = word(self.after.get("city"))
        return (id,) if kind == "city" else (city,) if city else ids(self.after.get("cities"))

    @property
    def areas(self) -> tuple[str, ...]:
        """Ids of the areas of expertise the record belongs to."""
        kind, id = self.key
        return (id,) if kind == "area" else ids(self.after.get("areas"))

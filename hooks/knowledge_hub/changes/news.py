"""News: what changed from day to day, together with what the editors say of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from knowledge_hub.changes.change import Change
from knowledge_hub.changes.days import Day, History, Opening
from knowledge_hub.changes.stories import Story, stories
from knowledge_hub.changes.words import Speaker
from knowledge_hub.formats import Formats
from knowledge_hub.hub import Hub
from knowledge_hub.model.records import Note
from knowledge_hub.pages.address import FOLDERS

LONG = 120
"""Items from which on earlier years have pages of their own."""


@dataclass(frozen=True)
class Item:
    """One piece of news: a story, the opening of the hub, or a note with the stories it is about.

    Attributes:
        day: When it happened.
        moment: When it became known.
        key: What tells it from others of the same day.
        stories: What has changed.
        note: What the editors say.
        opening: The first day of the hub.
    """

    day: date
    moment: datetime
    key: str
    stories: tuple[Story, ...] = ()
    note: Note | None = None
    opening: Opening | None = None

    @property
    def anchor(self) -> str:
        """Id on the page of news, which is part of permanent addresses."""
        return f"{self.day.isoformat()}-{self.key}"


@dataclass(frozen=True)
class Topic:
    """What news are about: a city or an area, or everything."""

    kind: str = ""
    id: str = ""

    @property
    def path(self) -> str:
        """Path of its page, without language."""
        return f"news/{FOLDERS[self.kind]}/{self.id}" if self.id else "news"


EVERYTHING = Topic()


@dataclass(frozen=True)
class News:
    """Everything that can be told, in any language.

    Attributes:
        hub: The data as they are.
        history: What is known of the past.
    """

    hub: Hub
    history: History

    def former_ids(self, topic: Topic) -> tuple[str, ...]:
        """Return the former ids of what a topic is about."""
        return self.hub.collection(topic.kind)[topic.id].aliases if topic != EVERYTHING else ()

    _items: dict[tuple[str, Topic], list[Item]] = field(default_factory=dict, compare=False, repr=False)

    def items(self, speaker: Speaker, topic: Topic = EVERYTHING) -> list[Item]:
        """Return the news of a topic, the latest first; within a day the weightiest first."""
        asked = (speaker.formats.language, topic)
        if asked not in self._items:
            self._items[asked] = self._find(speaker, topic)
        return self._items[asked]

    def _find(self, speaker: Speaker, topic: Topic) -> list[Item]:
        days = {day.date: day for day in self.history.days}
        notes = [note for note in self.hub.notes.values() if self._is_about(note, topic)]
        found: list[Item] = []
        opening = self.history.opening
        for on in sorted({*days, *(note.date for note in notes)}, reverse=True):
            of_day = [note for note in notes if note.date == on]
            found += self._of_day(on, days.get(on), of_day, speaker, topic)
        if opening and topic == EVERYTHING:
            found.append(Item(opening.date, opening.moment, "opening", opening=opening))
        return sorted(found, key=lambda item: item.day, reverse=True)

    def _of_day(self, on: date, day: Day | None, notes: Sequence[Note], speaker: Speaker, topic: Topic) -> list[Item]:
        changes = [change for change in self._changes[on] if _concerns(change, topic)] if day else []
        rest = stories(changes, speaker, list(self.hub.cities))
        zone = ZoneInfo(self.hub.site.time_zone)
        moment = day.moment if day else datetime.combine(on, time(), zone)
        found: list[Item] = []
        for note in notes:
            about = {(ref.kind, str(ref)) for field in _ABOUT for ref in getattr(note, field)}
            told = [story for story in rest if not story.many and story.changes[0].subject in about]
            rest = [story for story in rest if story not in told]
            found.append(Item(on, moment, f"note-{note.id}", tuple(told), note))
        return found + [Item(on, moment, story.key, (story,)) for story in rest]

    def topics(self) -> list[Topic]:
        """Return the cities and areas in the order of the hub; a city comes before an area of the same id."""
        cities = [Topic("city", id) for id in self.hub.cities]
        return cities + [Topic("area", id) for id in self.hub.areas if id not in self.hub.cities]

    def _is_about(self, note: Note, topic: Topic) -> bool:
        if topic == EVERYTHING:
            return True
        return topic.id in (self.cities_of(note) if topic.kind == "city" else note.areas)

    def cities_of(self, note: Note) -> list[str]:
        """Return the cities a note is about, also by what is in them."""
        found = [str(id) for id in note.cities]
        found += [city for id in note.organisations if (city := self.hub.organisations[id].city)]
        found += [city for id in note.events if (city := self.hub.events[id].city)]
        found += [str(city) for id in note.projects for city in self.hub.projects[id].cities]
        return list(dict.fromkeys(found))

    @cached_property
    def _changes(self) -> Mapping[date, list[Change]]:
        return {day.date: [self.present(change) for change in day.changes] for day in self.history.days}

    @cached_property
    def _present(self) -> Mapping[tuple[str, str], str]:
        return present_ids(self.hub)

    def present(self, change: Change) -> Change:
        """Return a change with the ids that its records have now."""

        def of(kind: str, ids: Iterable[str]) -> tuple[str, ...]:
            return tuple(self._present.get((kind, id), id) for id in ids)

        kind, id = change.subject
        subject = self._present.get((kind, id), id)
        return replace(
            change, subject=(kind, subject), cities=of("city", change.cities), areas=of("area", change.areas)
        )

    def revisions(self) -> Mapping[str, int]:
        """Return how often each event changed in a way that matters for calendars, by its present id."""
        found: dict[str, int] = {}
        for id, count in self.history.revisions.items():
            now = self._present.get(("event", id), id)
            found[now] = found.get(now, 0) + count
        return found

    def place(self, change: Change) -> tuple[str, str] | None:
        """Return the path and the anchor of what a change is about; `None` if it has no page (any more)."""
        kind, id = change.subject
        if id not in self.hub.collection(kind):
            return None
        if kind == "term":
            return "glossary", id
        return kind, change.anchor if change.anchor in anchors(kind, self.hub.collection(kind)[id]) else ""


_ABOUT = ("cities", "areas", "organisations", "projects", "events")


def _concerns(change: Change, topic: Topic) -> bool:
    if topic == EVERYTHING:
        return True
    return topic.id in (change.cities if topic.kind == "city" else change.areas)


def present_ids(hub: Hub) -> Mapping[tuple[str, str], str]:
    """Return the present id of each record that had another one, by its kind and former id."""
    return {
        (kind, alias): record.id
        for kind in ("area", "city", "event", "organisation", "project", "term")
        for record in hub.collection(kind).values()
        for alias in record.aliases
    }


def anchors(kind: str, record: Any) -> frozenset[str]:
    """Return the anchors of a record's page that news may lead to."""
    found = set()
    if kind in ("city", "area", "organisation", "project") and record.figures:
        found.add("figures")
    if kind == "city":
        found |= {f"strength-{item.area}" for item in record.strengths}
        found |= {f"site-{item.id}" for item in record.sites}
        found |= {f"investment-{item.id}" for item in record.investments}
        found |= {"contacts"} if record.contacts else set()
    return frozenset(found)


def speaker_of(hub: Hub, formats: Formats) -> Speaker:
    """Return who tells of the news of a hub in the language of some formats."""
    return Speaker(hub.interface[formats.language], formats, [language.code for language in hub.languages])


def counts(opening: Opening, speaker: Speaker) -> str:
    """Tell how many records of each kind there were at the opening."""
    known = [kind for kind in _COUNTED if opening.counts.get(kind)]
    return speaker.formats.list([speaker.count(f"news.counts.{kind}", opening.counts[kind]) for kind in known])


_COUNTED = ("city", "area", "organisation", "project", "event", "term", "source")
"""Kinds of record whose number is told at the opening, in this order."""


def opening_sentence(opening: Opening, speaker: Speaker) -> str:
    """Tell of the opening."""
    return speaker.words["news.opening"].format(counts=counts(opening, speaker))

"""Many changes as few stories: by city, the weightiest first, and summed up where they are many of one kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from knowledge_hub.changes.change import Change
from knowledge_hub.changes.words import Speaker

LISTED = 8
"""As many changes of one kind are told one by one; more are counted."""
RANKS: tuple[str, ...] = (
    "investment.status",
    "event.status",
    "investment",
    "event.moved",
    "added.city",
    "added.area",
    "added.event",
    "event",
    "strength",
    "figure.updated",
    "site",
    "added.project",
    "project",
    "figure",
    "added.organisation",
    "renamed",
    "contact",
    "added.past_event",
    "removed",
    "added.term",
)
"""Kinds of change, or their first part, from the weightiest on."""


@dataclass(frozen=True)
class Story:
    """What is told of one record, or of many records at once.

    Attributes:
        key: What tells it from others of the same day, such as `city-kemi`; it is part of permanent addresses.
        city: Id of the city it is told under; empty for the network.
        changes: What has happened.
        many: Key of the words that count the changes, if they are not told one by one.
    """

    key: str
    city: str
    changes: tuple[Change, ...]
    many: str = ""

    @property
    def rank(self) -> int:
        """Its weight; the lowest is told first."""
        return min(map(rank, self.changes), default=0)


def rank(change: Change) -> int:
    """Return the weight of a change; the lowest is told first."""
    for name in (change.kind, change.kind.partition(".")[0]):
        if name in RANKS:
            return RANKS.index(name)
    return len(RANKS)


def category(change: Change) -> str:
    """Return what changes are counted as: what came or went by its kind, others by what they are about."""
    first = change.kind.partition(".")[0]
    return change.kind if first in ("added", "removed") else first


def stories(changes: Iterable[Change], speaker: Speaker, cities: Sequence[str]) -> list[Story]:
    """Gather changes into stories, by city, the weightiest first.

    Parameters:
        changes: What has changed.
        speaker: For the language: what has not changed in it is left out.
        cities: Ids of the cities in the order of the hub.
    """
    told = _without_repetition([change for change in changes if speaker.sentence(change)], speaker)
    found = [*_counted(told, cities, lambda change: category(change).startswith(("added", "removed")))]
    rest = _without(told, found)
    for city in ("", *cities):
        here = [change for change in rest if city_of(change, cities) == city]
        counted = _counted(here, cities, lambda change: not category(change).startswith(("added", "removed")))
        found += counted
        found += _single(_without(here, counted), city)
    return _ordered(found, cities)


def _without_repetition(changes: Sequence[Change], speaker: Speaker) -> list[Change]:
    """Leave out that an event is rescheduled where its new date is told."""
    moved = {change.subject for change in changes if change.kind == "event.moved"}
    return [change for change in changes if not (change.subject in moved and speaker.only_tells_of_a_new_date(change))]


def city_of(change: Change, cities: Sequence[str]) -> str:
    """Return the city a change is told under: the only one it concerns, else none."""
    return change.cities[0] if len(change.cities) == 1 and change.cities[0] in cities else ""


def _counted(changes: Sequence[Change], cities: Sequence[str], counts: Callable[[Change], bool]) -> list[Story]:
    kinds = dict.fromkeys(category(change) for change in changes if counts(change))
    groups = {kind: tuple(change for change in changes if category(change) == kind) for kind in kinds}
    return [_many(kind, members, cities) for kind, members in groups.items() if len(members) > LISTED]


def _many(kind: str, members: tuple[Change, ...], cities: Sequence[str]) -> Story:
    """Count changes: under their city if all are in one."""
    places = {city_of(change, cities) for change in members}
    city = places.pop() if len(places) == 1 else ""
    name = kind.replace(".", "-").replace("_", "-")
    return Story(f"many-{name}-{city}" if city else f"many-{name}", city, members, kind)


def _without(changes: Sequence[Change], counted: Sequence[Story]) -> list[Change]:
    gone = {id(change) for story in counted for change in story.changes}
    return [change for change in changes if id(change) not in gone]


def _single(changes: Sequence[Change], city: str) -> list[Story]:
    by_subject = sorted(changes, key=lambda change: change.subject)
    return [
        Story("-".join(subject), city, tuple(sorted(members, key=rank)))
        for subject, members in groupby(by_subject, key=lambda change: change.subject)
    ]


def _ordered(found: Sequence[Story], cities: Sequence[str]) -> list[Story]:
    """Put the weightiest first: cities by their weightiest story, and stories within each."""
    order = {city: place for place, city in enumerate(("", *cities))}
    heaviest = {city: min(story.rank for story in found if story.city == city) for city in {s.city for s in found}}
    return sorted(found, key=lambda story: (heaviest[story.city], order[story.city], story.rank, story.key))


def lines(story: Story, speaker: Speaker, *, whole: bool = True, sources: bool = False) -> list[str]:
    """Tell a story as plain sentences."""
    if story.many:
        return [speaker.stop(speaker.count(f"changes.many.{story.many}", len(story.changes)))]
    return [speaker.plain(change, whole=whole, sources=sources) for change in story.changes]

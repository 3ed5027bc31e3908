"""Which events have a feed together: all, those of a city, those of an area."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge_hub.feeds.names import EVENTS, NEWS, of_area, of_city
from knowledge_hub.hub import Hub
from knowledge_hub.model.records import Event
from knowledge_hub.model.text import Text


@dataclass(frozen=True)
class Part:
    """Events that have a feed.

    Attributes:
        name: Name of the feed.
        page: Path of the page that shows them.
        events: In any order.
        of: Name of the city or area; `None` for all events.
    """

    name: str
    page: str
    events: Sequence[Event]
    of: Text | None = None


def parts(hub: Hub) -> Iterator[Part]:
    """Yield all events, then those of each city and each area that has any."""
    yield Part(EVENTS, "events", tuple(hub.events.values()))
    for city in hub.cities.values():
        if found := hub.events_of(city.id):
            yield Part(of_city(city.id), f"cities/{city.id}", found, city.name)
    for area in hub.areas.values():
        if found := hub.in_area(area.id)[2]:
            yield Part(of_area(area.id), f"areas/{area.id}", found, area.name)


def former_names(hub: Hub) -> Iterator[tuple[str, str]]:
    """Yield each former name of a feed with the present one: a rename costs no subscriber."""
    for what in (EVENTS, NEWS):
        for city in hub.cities.values():
            yield from ((of_city(alias, what), of_city(city.id, what)) for alias in city.aliases)
        for area in hub.areas.values():
            yield from ((of_area(alias, what), of_area(area.id, what)) for alias in area.aliases)

"""Lists of events: coming ones, a page for each year and for each series."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple, cast

from knowledge_hub.feeds.names import EVENTS
from knowledge_hub.hub import Hub
from knowledge_hub.model.records import Event
from knowledge_hub.model.vocabulary import EventSeries
from knowledge_hub.pages.feeds import offers
from knowledge_hub.pages.months import months_of, weekdays
from knowledge_hub.pages.parts import FIRST, Part, in_parts, parts
from knowledge_hub.pages.spec import Spec, words
from knowledge_hub.pages.subscription import alternatives, subscription
from knowledge_hub.pages.view import View

SHOWN_PAST = 6
"""Past events on the list of coming ones; the pages of the years have them all."""


def specs(hub: Hub, today: date) -> list[Spec]:
    """Give the list of events, the years and the series."""
    calendar, years = split(hub, today), by_year(hub)
    index = Spec(
        path="events",
        kind="events",
        title=words("nav.events"),
        description=words("events.description"),
        data=lambda view: {
            "calendar": calendar,
            "coming": calendar.coming[:FIRST],
            "latest": calendar.past[:SHOWN_PAST],
            "years": {year: len(items) for year, items in years.items()},
            "series": [(choice, len(items)) for choice, items in by_series(hub)],
            "subscription": subscription(view, "all"),
            "feeds": offers(view),
        },
        scripts=("events",),
        alternatives=lambda view: alternatives(view, "all"),
        feeds=(EVENTS,),
    )
    return [
        index,
        *(page for year, items in years.items() for page in _year(year, items, tuple(years))),
        *(_series(choice, items, today) for choice, items in by_series(hub)),
    ]


class Calendar(NamedTuple):
    """Events by what is known of them on a day.

    Attributes:
        coming: Not over yet, soonest first.
        unclear: The month or year at hand, but no day, is all that is known;
            whether they are over cannot be told.
        past: Over, latest first.
    """

    coming: list[Event]
    unclear: list[Event]
    past: list[Event]


def split(hub: Hub, today: date) -> Calendar:
    """Sort the events of a hub by whether they are over on `today`."""
    found = Calendar([], [], [])
    for event in hub.events.values():
        if event.last_day < today:
            found.past.append(event)
        elif event.start.precision != "day" and event.start.first <= today:
            found.unclear.append(event)
        else:
            found.coming.append(event)
    found.past.sort(key=lambda event: (-event.start.first.toordinal(), event.id))
    return found


def by_year(hub: Hub) -> dict[int, list[Event]]:
    """Return the events of each year in which one begins, the latest year first, its events in their order."""
    found: dict[int, list[Event]] = {}
    for event in hub.events.values():
        found.setdefault(event.start.year, []).append(event)
    return {year: found[year] for year in sorted(found, reverse=True)}


def by_series(hub: Hub) -> list[tuple[EventSeries, list[Event]]]:
    """Return each series that has events, with these, the latest first."""
    found: dict[str, list[Event]] = {}
    for event in reversed(tuple(hub.events.values())):
        if event.series:
            found.setdefault(event.series, []).append(event)
    known = cast(Mapping[str, EventSeries], hub.vocabularies["event_series"])
    return [(choice, found[id]) for id, choice in known.items() if id in found]


def path_of_series(id: str) -> str:
    """Return the path of the page of a series."""
    return f"events/series/{id}"


def _year(year: int, items: list[Event], years: tuple[int, ...]) -> list[Spec]:
    path = f"events/{year}"
    found = parts(path, items)
    pages = {item.id: part.path for part in found for item in part.items}

    def data(view: View, part: Part[Event]) -> Mapping[str, Any]:
        locale = view.formats.locale
        return {
            "items": items,
            "pages": pages,
            "year": year,
            "years": years,
            "months": months_of(year, items, locale) if part.number == 1 else (),
            "weekdays": weekdays(locale),
        }

    page = Spec(
        path=path,
        kind="year",
        styles=("events",),
        title=words("events.year", year=year),
        nav_title=lambda view: str(year),
        description=words("events.year_description", n=len(items), year=year),
        parents=("", "events"),
        checked=max(item.checked for item in items),
        scripts=("events",),
    )
    return in_parts(page, found, data)


def _series(choice: EventSeries, items: list[Event], today: date) -> Spec:
    coming = [item for item in reversed(items) if item.last_day >= today]
    past = [item for item in items if item.last_day < today]
    return Spec(
        path=path_of_series(choice.id),
        kind="series",
        title=lambda view: view.plain(choice.label),
        description=lambda view: view.ui("events.series_description", n=len(items), name=view.plain(choice.label)),
        data=lambda view: {"series": choice, "here": view.t(choice.label), "coming": coming, "past": past},
        parents=("", "events"),
        checked=max(item.checked for item in items),
        scripts=("events",),
    )

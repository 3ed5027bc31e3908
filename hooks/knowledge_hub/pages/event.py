"""Events: coming ones, the archive, and a page for each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from knowledge_hub.hub import Hub
from knowledge_hub.model.records import Event
from knowledge_hub.pages.spec import Spec, words
from knowledge_hub.pages.view import View


def specs(hub: Hub, today: date) -> list[Spec]:
    """Give the list of events and a page for each."""
    calendar = split(hub, today)
    years = [(year, list(items)) for year, items in groupby(calendar.past, key=lambda event: event.start.year)]
    index = Spec(
        path="events",
        kind="events",
        title=words("nav.events"),
        description=words("events.description"),
        data=lambda view: {"calendar": calendar, "years": years},
        scripts=("events",),
    )
    return [index, *(_page(hub, item, today) for item in hub.events.values())]


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


def _page(hub: Hub, item: Event, today: date) -> Spec:
    others = [event for event in hub.events.values() if event.series == item.series and event.id != item.id]

    def data(view: View) -> Mapping[str, Any]:
        names = view.formats.locale.languages
        return {
            "item": item,
            "over": item.last_day < today,
            "organisers": [view.party(party) for party in item.parties if party.role in (None, "organiser", "host")],
            "languages": [names.get(code, code) for code in item.languages],
            "series": list(reversed(others)) if item.series else [],
        }

    year = item.start.year
    return Spec(
        path=f"events/{year}/{item.id}",
        kind="event",
        record=("event", item.id),
        checked=item.checked,
        data=data,
        scripts=("events",),
        parents=("", "events"),
        aliases=tuple(f"events/{year}/{alias}" for alias in item.aliases),
        title=lambda view: view.plain(item.title),
        description=lambda view: view.plain(item.summary),
    )

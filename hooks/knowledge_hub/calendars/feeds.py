"""Which calendars there are, and where they lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge_hub.calendars.times import span
from knowledge_hub.hub import Hub
from knowledge_hub.model.records import Event
from knowledge_hub.model.text import Text
from knowledge_hub.pages.address import FOLDERS, Address
from knowledge_hub.pages.view import View

FOLDER = "calendars"
PAGE = "events/subscribe"
"""Path of the page that tells how to subscribe."""
MEDIA_TYPE = "text/calendar"
FILE = "event.ics"
"""Name of an event's own file, in the folder of its page."""

Scope = Literal["all", "city", "area"]


@dataclass(frozen=True)
class Calendar:
    """A calendar to subscribe to, in every language.

    Attributes:
        scope: Whose events it has: those of the whole hub, of a city or of an area.
        id: Id of the city or area; empty for the whole hub.
        events: Its events, by date.
    """

    scope: Scope
    id: str
    events: Sequence[Event]

    @property
    def anchor(self) -> str:
        """Key on the page that tells how to subscribe."""
        return f"{self.scope}-{self.id}" if self.id else self.scope

    def address(self, language: str, id: str | None = None) -> str:
        """Return its address below the site's root, which is promised for ever.

        Parameters:
            language: Code of its language.
            id: A former id of the city or area, for the address it had then.
        """
        if self.scope == "all":
            return f"{FOLDER}/events-{language}.ics"
        return f"{FOLDER}/{FOLDERS[self.scope]}/{id or self.id}-{language}.ics"


def own_file(page: Address) -> str:
    """Return the address of the file of a single event, beside its page."""
    return f"{page.url}{FILE}"


def has_entry(hub: Hub, event: Event) -> bool:
    """Tell whether enough is known of the date of an event for a calendar."""
    return span(event, hub.site.time_zone) is not None


def calendars(hub: Hub) -> list[Calendar]:
    """Return every calendar that has an event, that of the whole hub first."""
    wanted: list[tuple[Scope, str]] = [
        ("all", ""),
        *(("city", id) for id in hub.cities),
        *(("area", id) for id in hub.areas),
    ]
    found = [calendar_of(hub, scope, id) for scope, id in wanted]
    return [calendar for calendar in found if calendar is not None]


def calendar_of(hub: Hub, scope: Scope, id: str = "") -> Calendar | None:
    """Return one calendar, if it has an event."""
    found = [event for event in _events(hub, scope, id) if has_entry(hub, event)]
    return Calendar(scope, id, found) if found else None


def _events(hub: Hub, scope: Scope, id: str) -> Sequence[Event]:
    if scope == "city":
        return hub.events_of(id)
    return hub.in_area(id)[2] if scope == "area" else tuple(hub.events.values())


def title(view: View, calendar: Calendar) -> str:
    """Return what a calendar is called in the list of a program."""
    return view.ui("calendar.title", hub=view.plain(view.hub.site.name), what=name(view, calendar))


def name(view: View, calendar: Calendar) -> str:
    """Return whose events a calendar has."""
    found = subject(view.hub, calendar)
    return view.plain(found) if found else view.ui("calendar.all")


def subject(hub: Hub, calendar: Calendar) -> Text | None:
    """Return the name of the city or area whose events a calendar has; `None` if it is that of the whole hub."""
    if calendar.scope == "city":
        return hub.cities[calendar.id].name
    return hub.areas[calendar.id].short_name if calendar.scope == "area" else None

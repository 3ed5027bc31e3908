"""Calendars to files: one for each event, and the feeds, in each language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

import icalendar

from knowledge_hub.calendars.entry import entry, midnight, permanent_id
from knowledge_hub.calendars.feeds import PAGE, Calendar, calendars, own_file, title
from knowledge_hub.calendars.zones import vtimezone
from knowledge_hub.pages.render import Renderer
from knowledge_hub.pages.view import View

PRODUCT = "-//knowledge_hub//Knowledge hub generator//"
REFRESH = timedelta(days=1)
"""How often programs should ask anew."""


class Written(NamedTuple):
    """An entry, and how it is written in every file that it is in."""

    entry: icalendar.Event
    content: bytes


Entries = Mapping[str, Written]
"""Entries in one language, by the id of the event."""
_END = b"END:VCALENDAR\r\n"


def files(renderer: Renderer, site_url: str, revisions: Mapping[str, int]) -> dict[str, bytes]:
    """Return every calendar file by its address below the site's root.

    Parameters:
        renderer: Makes views.
        site_url: Absolute address of the site's root, with a slash at its end.
        revisions: How many times an event was changed, by id; none if it is not there.
    """
    found: dict[str, bytes] = {}
    for language in renderer.hub.languages:
        view = renderer.view(PAGE, language.code)
        made = {id: entry(view, event, site_url, revisions.get(id, 0)) for id, event in renderer.hub.events.items()}
        entries = {id: Written(item, item.to_ical()) for id, item in made.items() if item is not None}
        found.update(_own_files(view, entries))
        for calendar in calendars(renderer.hub):
            found.update(_feed(view, calendar, entries, site_url))
    return found


def _own_files(view: View, entries: Entries) -> Iterator[tuple[str, bytes]]:
    for id, item in entries.items():
        event = view.hub.events[id]
        content = _bytes(view, icalendar.Calendar(), [item])
        path = view.addresses.path_of("event", id)
        for name in (id, *event.aliases):
            page = view.addresses.page(path.removesuffix(id) + name, view.language)
            yield own_file(page), content


def _feed(view: View, calendar: Calendar, entries: Entries, site_url: str) -> Iterator[tuple[str, bytes]]:
    """Yield a feed at its address and, since no file can redirect, at those it had before."""
    head = icalendar.Calendar()
    page = site_url + view.addresses.page(PAGE, view.language).url
    head.calendar_name = title(view, calendar)
    head.description = view.ui("calendar.about", url=page)
    head.uid = permanent_id(view.hub, "calendar", calendar.anchor, view.language)
    head.url = page
    head.last_modified = midnight(max(event.checked for event in calendar.events))
    # RFC 7986 gives the two no default type, so it has to be told; programs by Microsoft read the third.
    head.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    head.add("SOURCE", site_url + calendar.address(view.language), parameters={"VALUE": "URI"})
    head.add("X-PUBLISHED-TTL", f"P{REFRESH.days}D")
    content = _bytes(view, head, [entries[event.id] for event in calendar.events])
    for id in (calendar.id, *_former_ids(view, calendar)):
        yield calendar.address(view.language, id), content


def _former_ids(view: View, calendar: Calendar) -> tuple[str, ...]:
    return view.hub.collection(calendar.scope)[calendar.id].aliases if calendar.id else ()


def _bytes(view: View, calendar: icalendar.Calendar, entries: Sequence[Written]) -> bytes:
    """Write a calendar with the time zones that its entries are in.

    It has no METHOD: PUBLISH would need an organiser with a mail address (RFC
    5546, 3.2.1), and programs read a file without one in the same way.
    """
    calendar.version = "2.0"
    calendar.prodid = PRODUCT + view.language.upper()
    calendar.add("CALSCALE", "GREGORIAN")
    for zone, years in sorted(_zones([item.entry for item in entries]).items()):
        calendar.add_component(vtimezone(zone, min(years), max(years)))
    head: bytes = calendar.to_ical()
    return b"".join([head.removesuffix(_END), *(item.content for item in entries), _END])


def _zones(entries: Sequence[icalendar.Event]) -> Mapping[str, Sequence[int]]:
    """Return the years in which each time zone is used; UTC needs no description."""
    found: dict[str, list[int]] = {}
    for item in entries:
        for key in ("DTSTART", "DTEND"):
            value = item.get(key)
            if value is not None and (zone := value.params.get("TZID")):
                moment: date | datetime = value.dt
                found.setdefault(zone, []).append(moment.year)
    return found

"""An event as an entry of a calendar, in one language."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import cast

import icalendar
from icalendar import Conference
from icalendar.enums import STATUS, TRANSP

from knowledge_hub.calendars.times import Span, span
from knowledge_hub.hub import Hub
from knowledge_hub.model.records import Event, Party
from knowledge_hub.model.vocabulary import AttendanceMode, EventStatus
from knowledge_hub.pages.event import FALLS_AWAY, ORGANISING, admission
from knowledge_hub.pages.view import View
from knowledge_hub.sheets.text import paragraphs
from knowledge_hub.slug import slugify

NAMESPACE = uuid.UUID("06842f8f-5e09-41d3-930a-47e9782fba7b")
"""Namespace of the ids that this generator gives; never change it."""
_REMOTE = ("MixedEventAttendanceMode", "OnlineEventAttendanceMode")


def permanent_id(hub: Hub, *names: str) -> str:
    """Return an id that no two hubs and no two things share and that never changes.

    Parameters:
        hub: Tells its namespace; its name stands in for one.
        names: What the thing is called for good.

    Source: RFC 7986, 5.3 asks for a UUID, and for nothing that tells about the host.
    """
    namespace = hub.site.namespace or slugify(hub.site.name[hub.languages[0].code])
    return str(uuid.uuid5(NAMESPACE, "/".join((namespace, *names))))


def uid(hub: Hub, event: Event) -> str:
    """Return the id of an event's entry, the same in every language and after it was renamed."""
    return permanent_id(hub, "event", (event.aliases or (event.id,))[0])


def midnight(day: date) -> datetime:
    """Return the start of a day in UTC, for stamps: the same data gives the same file."""
    return datetime.combine(day, time(), UTC)


def entry(view: View, item: Event, site_url: str, revision: int = 0) -> icalendar.Event | None:
    """Write an event as an entry; `None` if its day is not known.

    Parameters:
        view: Texts and formats of the language.
        item: The event.
        site_url: Absolute address of the site's root, with a slash at its end.
        revision: How many times it was changed in a way that those who go must know.
    """
    when = span(item, view.hub.site.time_zone)
    if when is None:
        return None
    stamp = midnight(item.checked)
    path = view.addresses.path_of("event", item.id)
    return icalendar.Event.new(
        uid=uid(view.hub, item),
        sequence=revision,
        stamp=stamp,
        last_modified=stamp,
        start=when.start,
        end=when.end,
        status=STATUS.CANCELLED if _is_off(view, item) else STATUS.CONFIRMED,
        # Nobody is busy because a public calendar lists an event.
        transparency=TRANSP.TRANSPARENT,
        summary=_summary(view, item),
        description="\n\n".join(_description(view, item, when)),
        location=_location(view, item) or None,
        categories=[view.plain(view.hub.areas[id].name) for id in item.areas],
        conferences=list(_conferences(view, item)),
        url=site_url + view.addresses.page(path, view.language).url,
    )


def _is_off(view: View, item: Event) -> bool:
    return cast(EventStatus, view.hub.choice("event_status", item.status)).schema_type in FALLS_AWAY


def _status(view: View, item: Event) -> str:
    label = view.plain(view.hub.choice("event_status", item.status).label)
    return label[:1].upper() + label[1:]


def _summary(view: View, item: Event) -> str:
    title = view.plain(item.title)
    return view.ui("calendar.cancelled", status=_status(view, item), title=title) if _is_off(view, item) else title


def _description(view: View, item: Event, when: Span) -> Iterator[str]:
    """Yield the paragraphs of the text: what has changed, what it is about, then facts line by line."""
    if change := " ".join(_change(view, item)):
        yield change
    yield view.plain(item.summary)
    if item.description:
        yield from paragraphs(view.plain(item.description))
    if facts := "\n".join(
        view.ui("calendar.fact", label=label, value=value) for label, value in _facts(view, item, when)
    ):
        yield facts


def _change(view: View, item: Event) -> Iterator[str]:
    schema = cast(EventStatus, view.hub.choice("event_status", item.status)).schema_type
    if schema != "EventScheduled":
        yield f"{_status(view, item)}."
    if item.previous_start:
        yield f"{view.ui('event.previous', date=view.span(item.previous_start))}."


def _facts(view: View, item: Event, when: Span) -> Iterator[tuple[str, str]]:
    if item.start.at and not isinstance(when.start, datetime):
        yield view.ui("event.when"), view.when(item)
    if item.date_note:
        yield view.ui("event.when"), view.plain(item.date_note)
    if names := [_name(view, party) for party in item.parties if party.role in ORGANISING]:
        yield view.ui("event.organisers"), view.formats.list(names)
    if item.attendance:
        yield view.ui("event.attendance"), view.plain(view.hub.choice("attendance_mode", item.attendance).label)
    if item.admission:
        yield view.ui("event.admission"), admission(view, item.admission).striptags()
    if item.registration:
        yield view.ui("event.registration"), " ".join(_registration(view, item))
    if item.url:
        yield view.ui("event.page"), item.url


def _registration(view: View, item: Event) -> Iterator[str]:
    assert item.registration is not None
    yield item.registration.url
    if item.registration.deadline:
        yield f"({view.ui('event.deadline', date=view.span(item.registration.deadline))})"


def _name(view: View, party: Party) -> str:
    if party.organisation is not None:
        return view.plain(view.hub.organisations[party.organisation].name)
    assert party.name is not None
    return view.plain(party.name)


def _location(view: View, item: Event) -> str:
    """Return venue, street, town and country, as far as known; of an event only online, that it is."""
    town = item.municipality or (view.hub.cities[item.city].name if item.city else None)
    is_abroad = item.country is not None and item.country != view.hub.site.country
    parts = [
        view.plain(item.venue) if item.venue else None,
        item.address,
        view.plain(town) if town else None,
        view.formats.locale.territories[item.country] if is_abroad else None,
    ]
    known = [part for part in parts if part]
    if not known and item.attendance and _mode(view, item) == "OnlineEventAttendanceMode":
        return view.plain(view.hub.choice("attendance_mode", item.attendance).label)
    return ", ".join(known)


def _mode(view: View, item: Event) -> str | None:
    chosen = view.hub.choice("attendance_mode", item.attendance) if item.attendance else None
    return cast(AttendanceMode, chosen).schema_type if chosen else None


def _conferences(view: View, item: Event) -> Iterator[Conference]:
    """Yield where to log in, or to sign up for it (RFC 7986, 5.11)."""
    address = item.registration.url if item.registration else item.url
    if item.attendance and address and _mode(view, item) in _REMOTE:
        yield Conference(address, label=view.plain(view.hub.choice("attendance_mode", item.attendance).label))

"""Events."""

from __future__ import annotations

from typing import cast

from knowledge_hub.formats import iso
from knowledge_hub.model.records import Event
from knowledge_hub.model.vocabulary import AttendanceMode, AttendanceType, EventSeries, EventStatus
from knowledge_hub.pages.events import path_of_series
from knowledge_hub.structured.describer import Describer
from knowledge_hub.structured.nodes import Node, node, term
from knowledge_hub.structured.places import venue_of

ORGANISES = "organizer"
"""What a party of an event does if no role is told, as on its page."""


def event(d: Describer, item: Event) -> Node:
    """Describe an event."""
    zone = item.time_zone or d.hub.site.time_zone
    mode = _mode(d, item)
    return node(
        "Event",
        d.thing("event", item.id),
        name=d.text(item.title),
        description=d.text(item.summary),
        startDate=iso(item.start, zone),
        endDate=iso(item.end, zone) if item.end else None,
        previousStartDate=iso(item.previous_start, zone) if item.previous_start else None,
        eventStatus=term(cast(EventStatus, d.hub.choice("event_status", item.status)).schema_type),
        eventAttendanceMode=term(mode),
        location=_locations(d, item, mode),
        organizer=d.parties(item.parties, "organizer", ORGANISES),
        contributor=d.parties(item.parties, None, ORGANISES),
        funder=d.parties(item.parties, "funder", ORGANISES),
        about=d.mentions("area", item.areas),
        inLanguage=list(item.languages),
        url=item.url,
        **_admission(item),
        superEvent=_series(d, item.series) if item.series else None,
        mainEntityOfPage=d.page(d.addresses.path_of("event", item.id)),
    )


def _mode(d: Describer, item: Event) -> AttendanceType | None:
    if item.attendance is None:
        return None
    return cast(AttendanceMode, d.hub.choice("attendance_mode", item.attendance)).schema_type


def _admission(item: Event) -> Node:
    """Return what it costs to take part, as far as known."""
    cost = item.admission
    if cost is None:
        return {}
    if cost.price is None:
        return {"isAccessibleForFree": cost.free}
    url = item.registration.url if item.registration else item.url
    offer = node("Offer", price=cost.price, priceCurrency=cost.currency, url=url)
    return {"isAccessibleForFree": False, "offers": offer}


def _locations(d: Describer, item: Event, mode: AttendanceType | None) -> list[Node]:
    """Return where to go or to log in; both, if one can choose."""
    venue = venue_of(d, item) if mode != "OnlineEventAttendanceMode" else None
    address = item.registration.url if item.registration else item.url
    has_link = mode in ("OnlineEventAttendanceMode", "MixedEventAttendanceMode")
    room = node("VirtualLocation", url=address) if has_link and address else None
    return [place for place in (venue, room) if place]


def series(d: Describer, id: str) -> Node:
    """Describe a series with its events."""
    events = tuple(item.id for item in d.hub.events.values() if item.series == id)
    return {
        **_series(d, id),
        **node(
            "EventSeries",
            url=cast(EventSeries, d.hub.choice("event_series", id)).url,
            subEvent=d.mentions("event", events),
            mainEntityOfPage=d.page(path_of_series(id)),
        ),
    }


def _series(d: Describer, id: str) -> Node:
    name = d.text(d.hub.choice("event_series", id).label)
    return node("EventSeries", d.at(path_of_series(id), "series"), name=name)

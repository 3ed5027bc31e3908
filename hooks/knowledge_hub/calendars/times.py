"""When an event stands in a calendar."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from knowledge_hub.model.dates import Moment
from knowledge_hub.model.records import Event


class Span(NamedTuple):
    """The time of an entry: both whole days, or both moments with a time zone.

    Attributes:
        start: When it starts.
        end: When it is over, a day that follows the last one or a moment; `None` if only the start is known.
    """

    start: date
    end: date | None


def span(event: Event, zone: str) -> Span | None:
    """Return the time of an event's entry; `None` if not even the day of its start is known.

    An event with a time at one of its ends only lasts for whole days: an entry
    cannot mix the two (RFC 5545, 3.6.1), and a time that no source tells is not
    made up.

    Parameters:
        event: The event.
        zone: Time zone of the hub, for events that name none.
    """
    start, end = event.start, event.end
    if start.precision != "day":
        return None
    if end is not None and end.precision != "day":
        end = None
    is_short = end is None or end.first == start.first
    if start.at is not None and (is_short or (end is not None and end.at is not None)):
        return _moments(start, end, ZoneInfo(event.time_zone or zone))
    return Span(start.first, (end or start).first + timedelta(days=1))


def _moments(start: Moment, end: Moment | None, zone: ZoneInfo) -> Span:
    first = _at(start, zone)
    last = _at(end, zone) if end is not None and end.at is not None else None
    return Span(first, last if last is not None and last > first else None)


def _at(moment: Moment, zone: ZoneInfo) -> datetime:
    assert moment.at is not None
    return datetime.combine(moment.first, moment.at, zone)

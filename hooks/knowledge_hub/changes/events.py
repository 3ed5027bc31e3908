"""What has changed in an event: when and where it is, whether it is on, how to sign up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from knowledge_hub.changes import change as c
from knowledge_hub.changes.change import Change, Value
from knowledge_hub.changes.state import Record, day, group, name_in, texts, word
from knowledge_hub.changes.subject import Subject

CALENDAR = frozenset(
    {
        "renamed",
        "event.moved",
        "event.dated",
        "event.redated",
        "event.lengthened",
        "event.time",
        "event.place",
        "event.place_known",
        "event.place_open",
        "event.status",
    }
)
"""Kinds of change after which an event stands otherwise in a calendar."""
SCHEDULED = "scheduled"
"""What the model takes for an event without a status."""


def is_over(event: Record, on: date) -> bool:
    """Whether an event had certainly ended before a day; dates compare as far as they are known."""
    last = day(event.get("end")) or day(event.get("start"))
    return bool(last) and last < on.isoformat()[: len(last)]


def changes(subject: Subject) -> Iterator[Change]:
    """Find what has changed in an event."""
    yield from _status(subject)
    yield from _when(subject)
    yield from _where(subject)
    was, now = word(subject.before.get("attendance")), word(subject.after.get("attendance"))
    if was and now and was != now:
        after, before = (c.choice("attendance_mode", id) for id in (now, was))
        yield subject.change("event.attendance", after=after, before=before)
    if not is_over(subject.after, subject.on):
        yield from _registration(subject)


def _status(subject: Subject) -> Iterator[Change]:
    was, now = (word(record.get("status")) or SCHEDULED for record in (subject.before, subject.after))
    if was != now:
        yield subject.change("event.status", claim=subject.after, after=c.choice("event_status", now))


def _times(record: Record) -> tuple[str, str]:
    start, end = day(record.get("start")), day(record.get("end"))
    return start, "" if end == start else end


def _when(subject: Subject) -> Iterator[Change]:
    was, now = _times(subject.before), _times(subject.after)
    zones = (subject.before.get("time_zone"), subject.after.get("time_zone"))
    if (was == now and zones[0] == zones[1]) or not was[0] or not now[0]:
        return
    after, before = c.moment(*now), c.moment(*was)
    if is_over(subject.before, subject.on) and is_over(subject.after, subject.on):
        yield subject.change("event.redated", after=after, before=before)
    elif tuple(part[:10] for part in was) == tuple(part[:10] for part in now):
        yield subject.change("event.time", after=after, before=before)
    elif now[0] != was[0] and now[0].startswith(was[0]):
        yield subject.change("event.dated", after=after)
    elif now[0][:10] == was[0][:10]:
        yield subject.change("event.lengthened", after=after, before=before)
    else:
        yield subject.change("event.moved", after=after, before=before)


def _place(subject: Subject, record: Record) -> list[Value]:
    """Return where an event is: the building, its address, the town."""
    state = subject.new if record is subject.after else subject.old
    city = word(record.get("city"))
    town = name_in(state, "city", city) if city else texts(record.get("municipality"))
    parts = (texts(record.get("venue")), texts(record.get("address")), town)
    return [c.text(part) for part in parts if part]


def _where(subject: Subject) -> Iterator[Change]:
    was, now = _place(subject, subject.before), _place(subject, subject.after)
    if _folded(was) == _folded(now) and subject.before.get("country") == subject.after.get("country"):
        return
    if now and was and not _is_within(was, now):
        yield subject.change("event.place", after=c.commas(now), before=c.commas(was))
    elif now:
        yield subject.change("event.place_known", after=c.commas(now))
    elif was:
        yield subject.change("event.place_open", before=c.commas(was))


def _is_within(was: list[Value], now: list[Value]) -> bool:
    """Whether a place is the one known before, only better known."""
    return all(part in _folded(now) for part in _folded(was))


def _folded(place: list[Value]) -> list[dict[str, str]]:
    return [{code: words.casefold() for code, words in part["text"].items()} for part in place]


def _registration(subject: Subject) -> Iterator[Change]:
    old, new = group(subject.before.get("registration")), group(subject.after.get("registration"))
    was, now = day(old.get("deadline")), day(new.get("deadline"))
    if new and not old:
        yield subject.change("event.registration", details=c.aside([c.until(now)] if now else []))
    elif new and now and was != now:
        if was:
            yield subject.change("event.deadline", after=c.moment(now), before=c.moment(was))
        else:
            yield subject.change("event.deadline_known", after=c.moment(now))

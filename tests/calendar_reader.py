"""Reads calendar files as programs do: strictly, and with a second library."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import icalendar
import recurring_ical_events

Entry = Any
"""An entry as `icalendar` reads it; its values come without types."""


def calendar_in(content: bytes) -> icalendar.Calendar:
    """Read a file in which everything is as it should be."""
    found = icalendar.Calendar.from_ical(content)
    assert isinstance(found, icalendar.Calendar)
    assert [fault for part in found.walk() for fault in part.errors] == []
    return found


def entries_in(content: bytes) -> list[Entry]:
    """Return the entries of a file."""
    return list(calendar_in(content).walk("VEVENT"))


def by_url(content: bytes) -> dict[str, Entry]:
    """Return the entries of a file by the address of their page."""
    return {str(entry["URL"]): entry for entry in entries_in(content)}


def occurrences_in(content: bytes) -> dict[str, tuple[date, date]]:
    """Return start and end of each entry as the second library understands them, by the address of the page."""
    found: dict[str, tuple[date, date]] = {}
    for entry in recurring_ical_events.of(calendar_in(content)).between(datetime(1990, 1, 1), datetime(2100, 1, 1)):
        assert str(entry["URL"]) not in found, "an entry comes twice"
        found[str(entry["URL"])] = entry.start, entry.end
    return found


def value(entry: Entry, name: str) -> Any:
    """Return a date or moment of an entry, or `None`."""
    return entry[name].dt if name in entry else None


def categories(entry: Entry) -> list[str]:
    return [str(name) for name in entry["CATEGORIES"].cats]


def faults_of_lines(content: bytes) -> Iterator[str]:
    """Yield what breaks the rules for lines (RFC 5545, 3.1)."""
    assert content.endswith(b"\r\n")
    for number, line in enumerate(content.removesuffix(b"\r\n").split(b"\r\n"), start=1):
        if len(line) > 75:
            yield f"line {number} has {len(line)} octets"
        if b"\n" in line or b"\r" in line:
            yield f"line {number} holds a bare line break"
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            yield f"line {number} is cut within a character"

"""A year as months, weeks and days, with the events of each day."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from babel import Locale
from babel.dates import format_date

from knowledge_hub.model.records import Event

LONGEST = 31
"""Days of one event that are marked; what takes longer is not something to go to on a day."""


@dataclass(frozen=True)
class Day:
    """A day of a month.

    Attributes:
        date: The day.
        events: What takes place on it, in the order of the list.
    """

    date: date
    events: tuple[Event, ...]


@dataclass(frozen=True)
class Month:
    """A month as a calendar shows it.

    Attributes:
        first: Its first day.
        weeks: Rows of seven; days of other months are `None`.
    """

    first: date
    weeks: tuple[tuple[Day | None, ...], ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing takes place on any of its days."""
        return not any(day and day.events for week in self.weeks for day in week)


def months_of(year: int, events: Iterable[Event], locale: Locale) -> list[Month]:
    """Lay out the twelve months of a year; weeks begin as they do in the locale."""
    weeks = calendar.Calendar(locale.first_week_day)
    marked = _by_day(events)
    return [_month(date(year, number, 1), weeks, marked) for number in range(1, 13)]


def weekdays(locale: Locale) -> list[tuple[str, str]]:
    """Return short and full names of the weekdays, in the order of the locale's week."""
    monday = date(2024, 1, 1)
    days = [monday + timedelta((locale.first_week_day + place) % 7) for place in range(7)]
    return [(format_date(day, "cccccc", locale), format_date(day, "cccc", locale)) for day in days]


def _month(first: date, weeks: calendar.Calendar, marked: Mapping[date, list[Event]]) -> Month:
    def cell(day: date) -> Day | None:
        return Day(day, tuple(marked.get(day, ()))) if day.month == first.month else None

    return Month(first, tuple(tuple(map(cell, week)) for week in weeks.monthdatescalendar(first.year, first.month)))


def _by_day(events: Iterable[Event]) -> dict[date, list[Event]]:
    """Sort events by each of their days; those whose day is not known have none."""
    found: dict[date, list[Event]] = {}
    for event in events:
        if event.start.precision == "day":
            for number in range(min((event.last_day - event.start.first).days + 1, LONGEST)):
                found.setdefault(event.start.first + timedelta(number), []).append(event)
    return found

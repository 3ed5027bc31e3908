"""The calendar of a year, against months worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest
from babel import Locale
from knowledge_hub.model.dates import parse_moment
from knowledge_hub.model.records import Event
from knowledge_hub.pages.months import LONGEST, Month, months_of, weekdays
from small_hub import minimal_hub

EVENT = next(iter(minimal_hub().events.values()))
FINNISH, AMERICAN = Locale.parse("fi_FI"), Locale.parse("en_US")


def event(id: str, start: str, end: str | None = None) -> Event:
    last = parse_moment(end) if end else None
    return EVENT.model_copy(update={"id": id, "start": parse_moment(start), "end": last})


def marked(months: list[Month]) -> dict[date, list[str]]:
    days = [day for month in months for week in month.weeks for day in week if day]
    return {day.date: [item.id for item in day.events] for day in days if day.events}


def test_a_year_has_twelve_months_with_each_day_once() -> None:
    days = [day.date for month in months_of(2028, [], FINNISH) for week in month.weeks for day in week if day]
    assert len(days) == len(set(days)) == 366
    assert all(month.is_empty for month in months_of(2028, [], FINNISH))


@pytest.mark.parametrize(("locale", "blank", "first"), [(FINNISH, 2, "ma"), (AMERICAN, 3, "Su")])
def test_weeks_begin_as_in_the_locale(locale: Locale, blank: int, first: str) -> None:
    july = months_of(2026, [], locale)[6]
    assert july.weeks[0][:blank] == (None,) * blank
    day = july.weeks[0][blank]
    assert day is not None
    assert day.date == date(2026, 7, 1)
    assert weekdays(locale)[0][0] == first


def test_an_event_stands_on_each_of_its_days_over_the_end_of_a_month() -> None:
    months = months_of(2026, [event("fair", "2026-05-30", "2026-06-01")], FINNISH)
    assert marked(months) == {date(2026, 5, 30): ["fair"], date(2026, 5, 31): ["fair"], date(2026, 6, 1): ["fair"]}
    assert [month.first.month for month in months if not month.is_empty] == [5, 6]


def test_events_of_one_day_keep_their_order() -> None:
    found = months_of(2026, [event("a", "2026-05-14"), event("b", "2026-05-14T13:00")], FINNISH)
    assert marked(found) == {date(2026, 5, 14): ["a", "b"]}


@pytest.mark.parametrize("start", ["2026", "2026-05"])
def test_an_event_whose_day_is_not_known_stands_on_none(start: str) -> None:
    assert marked(months_of(2026, [event("a", start)], FINNISH)) == {}


def test_what_takes_months_does_not_fill_the_calendar() -> None:
    assert len(marked(months_of(2026, [event("a", "2026-01-01", "2026-12-31")], FINNISH))) == LONGEST

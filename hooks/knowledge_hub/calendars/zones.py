"""Time zones as calendar programs want them.

`icalendar` can describe a zone by the dates of its changes. Outlook reads such
a description wrongly, and of a change to summer time it names the clock after
the change instead of the one before it. So rules are written here: the last
Sunday in March, as most programs write them.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = timedelta(days=1)
_EPOCH = datetime(1970, 1, 1)  # local time, as iCalendar wants it here


@dataclass(frozen=True)
class Observance:
    """What the clocks do at a change.

    Attributes:
        before: Offset from UTC until then.
        after: Offset from then on.
        name: What the time is called from then on, such as EEST.
    """

    before: timedelta
    after: timedelta
    name: str


@lru_cache(maxsize=256)
def vtimezone(tzid: str, first: int, last: int) -> Timezone:
    """Describe a time zone for events of some years.

    Parameters:
        tzid: Its name in the IANA list.
        first: Year of the earliest event.
        last: Year of the latest event.

    Source: RFC 5545, 3.6.5. Onsets are in the local time that holds until then.
    """
    zone = ZoneInfo(tzid)
    years = range(first - 1, last + 2)  # the change before the first event, and enough of them to see a rule
    onsets: dict[Observance, list[datetime]] = {}
    for moment, observance in _changes(zone, years):
        onsets.setdefault(observance, []).append((moment + observance.before).replace(tzinfo=None))
    found = Timezone()
    found.add("TZID", tzid)
    for observance, moments in (onsets or _unchanging(zone, first)).items():
        found.add_component(_component(observance, moments, years))
    return found


def _changes(zone: ZoneInfo, years: range) -> Iterator[tuple[datetime, Observance]]:
    """Yield the moments, in UTC, at which the clocks of a zone change."""
    here, end = datetime(years[0], 1, 1, tzinfo=UTC), datetime(years[-1] + 1, 1, 1, tzinfo=UTC)
    while here < end:
        if _clock(zone, here) != _clock(zone, here + _DAY):
            moment = _moment(zone, here)
            (before, _), (after, name) = _clock(zone, here), _clock(zone, moment)
            yield moment, Observance(before, after, name)
        here += _DAY


def _moment(zone: ZoneInfo, day: datetime) -> datetime:
    """Find the second at which a change comes within a day, by halves."""
    old, low, high = _clock(zone, day), 0, 24 * 60 * 60
    while high - low > 1:
        middle = (low + high) // 2
        if _clock(zone, day + timedelta(seconds=middle)) == old:
            low = middle
        else:
            high = middle
    return day + timedelta(seconds=high)


def _clock(zone: ZoneInfo, moment: datetime) -> tuple[timedelta, str]:
    local = moment.astimezone(zone)
    return local.utcoffset() or timedelta(), local.tzname() or ""


def _unchanging(zone: ZoneInfo, year: int) -> dict[Observance, list[datetime]]:
    offset, name = _clock(zone, datetime(year, 1, 1, tzinfo=UTC))
    return {Observance(offset, offset, name): [_EPOCH]}


def _component(observance: Observance, onsets: Sequence[datetime], years: range) -> TimezoneDaylight | TimezoneStandard:
    part = TimezoneDaylight() if observance.after > observance.before else TimezoneStandard()
    part.DTSTART = onsets[0]
    part.TZOFFSETFROM, part.TZOFFSETTO = observance.before, observance.after
    part.add("TZNAME", observance.name)
    if rule := _rule(onsets, years):
        part.add("RRULE", rule)
    elif onsets[1:]:
        part.add("RDATE", list(onsets[1:]))
    return part


def _rule(onsets: Sequence[datetime], years: range) -> dict[str, str | int] | None:
    """Return the rule for changes that come once a year on the same kind of day; `None` if there is none."""
    if [moment.year for moment in onsets] != list(years):
        return None
    if len({(moment.month, moment.weekday(), moment.time()) for moment in onsets}) > 1:
        return None
    weekday = WEEKDAYS[onsets[0].weekday()]
    if all(moment.day + 7 > calendar.monthrange(moment.year, moment.month)[1] for moment in onsets):
        day = f"-1{weekday}"
    elif len({(moment.day - 1) // 7 for moment in onsets}) == 1:
        day = f"{(onsets[0].day - 1) // 7 + 1}{weekday}"
    else:
        return None
    return {"FREQ": "YEARLY", "BYDAY": day, "BYMONTH": onsets[0].month}

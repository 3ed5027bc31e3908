"""Dates as they are known: to the year, the month, the day or the minute."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, time
from typing import Annotated, Any, Literal

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

from knowledge_hub.model.advice import date_in
from knowledge_hub.model.base import error, read_as
from knowledge_hub.phrase import Phrase, describe, phrase

Precision = Literal["year", "month", "day"]
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::00)?", re.ASCII)
_YEAR = "(?!0000)[0-9]{4}"
_MONTH = "(0[1-9]|1[0-2])"
_DAY = "(0[1-9]|[12][0-9]|3[01])"
_CLOCK = "[T ]([01][0-9]|2[0-3]):[0-5][0-9](:00)?"


@dataclass(frozen=True)
class PartialDate:
    """A calendar date of which the month or day may be unknown (`None`)."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def precision(self) -> Precision:
        """How much of the date is known."""
        if self.day is not None:
            return "day"
        return "month" if self.month is not None else "year"

    @property
    def first(self) -> date:
        """The earliest day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return text


@dataclass(frozen=True)
class Moment(PartialDate):
    """A date that may carry a time of day, local to the zone its record names."""

    at: time | None = None

    def __str__(self) -> str:
        text = super().__str__()
        return f"{text}T{self.at:%H:%M}" if self.at else text


def parse_date(value: object, forms: str = "how.date") -> PartialDate:
    """Read `2026`, `2026-05` or `2026-05-14`.

    Parameters:
        value: What stands in the file.
        forms: Key of the advice that names the forms a date may have.

    Raises:
        PydanticCustomError: With code HUB050 or HUB051.
    """
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise error("HUB050", value=describe(value), how=Phrase(forms))
    match = _DATE.fullmatch(str(value))
    if not match:
        right = date_in(str(value))
        raise error("HUB050", value=value, how=phrase("how.date-right", right=right) if right else Phrase(forms))
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        raise error("HUB051", value=value) from None
    return PartialDate(year, month, day)


def parse_moment(value: object) -> Moment:
    """Read what `parse_date` reads, or `2026-05-14T13:00`."""
    if isinstance(value, Moment):
        return value
    match = _TIME.fullmatch(value) if isinstance(value, str) else None
    day = parse_date(match.group(1) if match else value, "how.moment")
    if not match:
        return Moment(day.year, day.month, day.day)
    try:
        at = time(int(match.group(2)), int(match.group(3)))
    except ValueError:
        raise error("HUB051", value=value) from None
    return Moment(day.year, day.month, day.day, at)


def parse_day(value: object) -> date:
    """Read a whole date, `2026-05-14`."""
    parsed = value if isinstance(value, date) else parse_date(value)
    if isinstance(parsed, date):
        return parsed
    if parsed.precision != "day":
        raise error("HUB028", why=phrase("why.no-day", value=value), how=Phrase("how.day"))
    return parsed.first


def _year_or(kind: str, pattern: str) -> Any:
    """Describe a date as files have it: a year alone is a number there."""
    return read_as(kind, type=["string", "integer"], pattern=pattern, minimum=1000, maximum=9999)


def _written_as(kind: str, pattern: str, **more: str) -> Any:
    return WithJsonSchema({"type": "string", "pattern": pattern, **more, "x-type": kind}, mode="serialization")


_AS_TEXT = PlainSerializer(str, return_type=str)
SomeDate = Annotated[
    PartialDate,
    PlainValidator(parse_date),
    _AS_TEXT,
    _year_or("date", f"^{_YEAR}(-{_MONTH}(-{_DAY})?)?$"),
    _written_as("date", r"^\d{4}(-\d{2}(-\d{2})?)?$"),
]
SomeMoment = Annotated[
    Moment,
    PlainValidator(parse_moment),
    _AS_TEXT,
    _year_or("moment", f"^{_YEAR}(-{_MONTH}(-{_DAY}({_CLOCK})?)?)?$"),
    _written_as("moment", r"^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2})?)?)?$"),
]
Day = Annotated[
    date,
    PlainValidator(parse_day),
    _AS_TEXT,
    read_as("day", type="string", pattern=f"^{_YEAR}-{_MONTH}-{_DAY}$"),
    _written_as("day", r"^\d{4}-\d{2}-\d{2}$", format="date"),
]

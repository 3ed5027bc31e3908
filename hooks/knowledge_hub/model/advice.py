"""What an editor meant who wrote a number or a date as on paper."""

from __future__ import annotations

import re
from datetime import datetime

from knowledge_hub.phrase import Phrase, phrase

_NUMBER = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?")
_AMONG_WORDS = re.compile(r"[^0-9.,+-]*(?<![0-9.,])([-+]?[0-9][0-9\s.,'’]*[0-9]|[-+]?[0-9])[.,]?[^0-9]*")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})([./-])([0-9]{1,2})\2([0-9]{1,2})")
_MONTH_FIRST = re.compile(r"([0-9]{1,2})[./]([0-9]{4})")
_CLOCK = re.compile(r"(.+?),?(?:\s+(?:klo\.?|kl\.?|at))?[\sT]+(\d{1,2})[.:](\d{2})")
"""A day and a time of day, with the word that stands between them in some languages."""


def number_hint(value: object) -> Phrase | None:
    """Tell how a number is written that stands here as a text; `None` if it is no number."""
    if not isinstance(value, str) or not (found := _AMONG_WORDS.fullmatch(value)):
        return None
    alone = re.sub(r"[\s'’]", "", found.group(1))
    if re.fullmatch(r"[-+]?[1-9]\d{0,2},\d{3}", alone):  # English thousands or a Finnish decimal comma: only they know
        return phrase("hint.number-comma", whole=alone.replace(",", ""), decimal=alone.replace(",", "."))
    number = _plain(alone)
    if not _NUMBER.fullmatch(number):
        return None
    if value.strip() == number:
        return phrase("hint.number-quoted", number=number)
    return phrase("hint.number-in" if found.group(1) == value.strip() else "hint.number-alone", number=number)


def _plain(number: str) -> str:
    """Take separators of thousands away and make the decimal sign a point."""
    last = max(number.rfind(","), number.rfind("."))
    if len(re.findall("[.,]", number)) == 1:
        return number.replace(",", ".")
    is_decimal = last >= 0 and number.count(number[last]) == 1
    whole, decimals = (number[:last], number[last + 1 :]) if is_decimal else (number, "")
    whole = re.sub("[.,]", "", whole)
    return f"{whole}.{decimals}" if decimals else whole


def date_in(text: str) -> str | None:
    """Return a date that is written as on paper, such as 24.11.2026 or 24/11/2026 at 13:00, as ISO 8601."""
    clock = _CLOCK.fullmatch(text.strip())
    day = _day(clock.group(1) if clock else text.strip())
    if day is None or clock is None:
        return day
    hour, minute = int(clock.group(2)), int(clock.group(3))
    return f"{day}T{hour:02}:{minute:02}" if hour < 24 and minute < 60 and len(day) == 10 else None


def _day(text: str) -> str | None:
    if found := _DAY_FIRST.fullmatch(text):
        parts = found.group(4), found.group(3), found.group(1)
    elif found := _YEAR_FIRST.fullmatch(text):
        parts = found.group(1), found.group(3), found.group(4)
    elif found := _MONTH_FIRST.fullmatch(text):
        parts = found.group(2), found.group(1), ""
    else:
        return None
    iso = "-".join(part.zfill(2) for part in parts if part)
    try:
        datetime.strptime(iso, "%Y-%m-%d" if parts[2] else "%Y-%m")  # a calendar day has no zone
    except ValueError:
        return None
    return iso

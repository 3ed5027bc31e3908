"""Numbers, amounts, dates and lists as a reader of a locale expects them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import cast
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import get_locale_identifier
from babel.dates import format_date, format_interval, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal
from babel.units import format_unit

from knowledge_hub.model.dates import Moment, PartialDate
from knowledge_hub.model.vocabulary import Choice, Patterned, Unit

NBSP = "\N{NO-BREAK SPACE}"
Day = PartialDate | date


@dataclass(frozen=True)
class Formats:
    """Formats of one locale, such as `fi_FI`. What is often the same is written once: dates, numbers and amounts.

    Attributes:
        language: The site's code for it, for texts of vocabularies.
        locale: Babel's locale.
        vocabularies: For units and bounds.
    """

    language: str
    locale: Locale
    vocabularies: Mapping[str, Mapping[str, Choice]]

    @property
    def tag(self) -> str:
        """Name of the locale as browsers know it: `fi-FI` (BCP 47)."""
        return get_locale_identifier((self.locale.language, self.locale.territory, self.locale.script), sep="-")

    def number(self, value: float) -> str:
        """Write a number with the locale's separators."""
        return self._numbers(value)

    @cached_property
    def _numbers(self) -> Callable[[float], str]:
        return lru_cache(None, typed=True)(self._number)

    def _number(self, value: float) -> str:
        return format_decimal(value, locale=self.locale, decimal_quantization=False)

    def amount(self, value: float, unit: str, bound: str | None = None) -> str:
        """Write a number with its unit and, if it is not exact, with its bound."""
        return self._amounts(value, unit, bound)

    @cached_property
    def _amounts(self) -> Callable[[float, str, str | None], str]:
        return lru_cache(None, typed=True)(self._amount)

    def _amount(self, value: float, unit: str, bound: str | None) -> str:
        kind = cast(Unit, self.vocabularies["unit"][unit])
        is_plain_money = kind.currency is not None and kind.currency.lower() == unit
        text = (
            self.money(value, kind.currency)
            if is_plain_money and kind.currency
            else self._with(kind, self.number(value))
        )
        if bound:
            text = self._with(cast(Patterned, self.vocabularies["bound"][bound]), text)
        return text.replace(" ", NBSP)

    def _with(self, kind: Patterned, number: str) -> str:
        return kind.pattern[self.language].format(value=number)

    def money(self, value: float, currency: str) -> str:
        """Write an amount of money, without cents if it is a whole number."""
        pattern = self.locale.currency_formats["standard"].pattern
        if value == int(value):
            pattern = pattern.replace(".00", "")
        return format_currency(value, currency, pattern, locale=self.locale, currency_digits=False)

    def day(self, value: date) -> str:
        """Write a day without its year: 25 June."""
        return str(format_skeleton("MMMMd", value, locale=self.locale))

    def month(self, value: date) -> str:
        """Write the name of a month as it stands by itself."""
        return str(format_date(value, "LLLL", locale=self.locale))

    def date(self, value: PartialDate | date, *, short: bool = False) -> str:
        """Write a date as far as it is known: 25 June 2025, June 2025 or 2025."""
        return self._dates(value, short)

    @cached_property
    def _dates(self) -> Callable[[Day, bool], str]:
        return lru_cache(None, typed=True)(self._date)

    def _date(self, value: Day, short: bool) -> str:
        if isinstance(value, PartialDate):
            if value.precision == "year":
                return str(value.year)
            if value.precision == "month":
                return format_skeleton("yMMM" if short else "yMMMM", value.first, locale=self.locale)
            value = value.first
        return format_date(value, "medium" if short else "long", locale=self.locale)

    def time(self, moment: Moment) -> str:
        """Write the time of day of a moment that has one."""
        assert moment.at is not None
        return format_time(moment.at, "short", locale=self.locale)

    def period(self, start: PartialDate, end: PartialDate | None) -> str:
        """Write from when to when, without repeating month and year."""
        if end is None or (end.first, end.precision) == (start.first, start.precision):
            return self.date(start)
        if start.precision == end.precision == "day":
            return str(format_interval(start.first, end.first, "yMMMMd", locale=self.locale))
        if start.precision == end.precision == "year":
            return f"{start.year}–{end.year}"
        return f"{self.date(start)} – {self.date(end)}"

    def parts(self, start: PartialDate) -> tuple[str, str, str]:
        """Give day, short month and year for a calendar leaf; unknown parts are empty."""
        day = str(start.day) if start.day else ""
        month = format_date(start.first, "LLL", locale=self.locale).rstrip(".") if start.month else ""
        return day, month, str(start.year)

    def size(self, length: int) -> str:
        """Write the size of a file of `length` bytes: 0.8 kB, 27 kB, 1.2 MB."""
        kilobytes = length / 1000
        number, unit = (max(kilobytes, 0.1), "kilobyte") if kilobytes < 1000 else (kilobytes / 1000, "megabyte")
        return format_unit(round(number, 1 if number < 10 else None), f"digital-{unit}", "short", locale=self.locale)

    def list(self, items: Sequence[str]) -> str:
        """Join words with commas and the word for *and*."""
        return format_list(list(items), locale=self.locale)

    def plural(self, number: float) -> str:
        """Return the plural form of a number: `one`, `other`, ..."""
        return str(self.locale.plural_form(number))


def iso(moment: Moment, zone: str) -> str:
    """Write a moment as far as it is known: 2025, 2025-06, 2025-06-25 or with time and offset from UTC."""
    if moment.at is None:
        return str(moment)
    return datetime.combine(moment.first, moment.at, ZoneInfo(zone)).isoformat(timespec="minutes")

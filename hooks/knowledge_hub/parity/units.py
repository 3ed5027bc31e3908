"""Units that stand beside numbers, as the Unicode CLDR writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from babel.numbers import get_currency_name, get_currency_symbol
from babel.units import UnknownUnitError, format_unit

UNITS = (
    "concentr-percent", "mass-metric-ton", "mass-tonne", "mass-kilogram", "mass-gram",
    "area-hectare", "area-square-kilometer", "area-square-meter",
    "length-kilometer", "length-meter", "length-millimeter", "volume-cubic-meter", "volume-liter",
    "power-kilowatt", "power-megawatt", "power-gigawatt", "energy-kilowatt-hour", "temperature-celsius",
)  # fmt: skip
CURRENCIES = frozenset({"EUR", "USD", "GBP", "SEK", "NOK", "DKK", "CHF", "JPY", "CNY"})
"""These alone may stand before their number."""
SAME = {"mass-tonne": "mass-metric-ton"}
"""Another name of a unit in later editions of the CLDR."""


@cache
def units_of(tag: str) -> Mapping[str, frozenset[str]]:
    """Return units by what is written for them in a locale, in small letters and as far as all forms agree."""
    found: dict[str, set[str]] = {"%": {"concentr-percent"}}
    for unit in UNITS:
        for word in _words(unit, tag):
            found.setdefault(word, set()).add(SAME.get(unit, unit))
    for code in sorted(CURRENCIES):
        names = [get_currency_name(code, count=count, locale=tag) for count in (1, 2, 5)]
        shared = shared_start(name.casefold() for name in names)
        for word in {shared, code.casefold(), get_currency_symbol(code, locale=tag).casefold()}:
            found.setdefault(word, set()).add(code)
    return {word: frozenset(units) for word, units in found.items() if word}


def _words(unit: str, tag: str) -> Iterator[str]:
    for length in ("long", "short"):
        try:
            written = [format_unit(count, unit, length, locale=tag) for count in (1, 2, 5)]
        except UnknownUnitError:
            continue
        words = [text.strip("0123456789 \u00a0\u202f").casefold() for text in written]
        yield shared_start(words)


def shared_start(words: Iterable[str]) -> str:
    """Return what all forms of a word start with."""
    first, *others = words
    ends = (end for end in range(len(first), 0, -1) if all(word.startswith(first[:end]) for word in others))
    return first[: next(ends, 0)]

"""How a language writes numbers and dates, from the Unicode CLDR as Babel has it."""

from __future__ import annotations

import os.path
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.numbers import get_decimal_symbol, get_group_symbol

from knowledge_hub.parity.numerals import numerals
from knowledge_hub.parity.units import units_of

SPACES = " \u00a0\u2009\u202f"
_RANGE = r"\s?(?:[-–—,&]|\b\w{1,5}\b)\s?"
"""What stands between two days of one month: a dash, a comma, or a short word such as `and`."""
_DAY = r"(?<![\w.,])\d{1,2}(?:\.|(?<=\d)[^\W\d_]{2})?"
"""A day of the month, as in `15`, `15.` or `15th`."""


@dataclass(frozen=True)
class Grammar:
    """What is looked for in texts of one locale.

    Attributes:
        decimal: Its decimal sign.
        number: Digits as groups `digits`, and `scale` for a word such as million.
        dates: Dates in digits: groups `y`, `m`, `d` and, for the first of two days, `d1` and `m1`.
        named: Dates with the month's name: groups `before`, `month`, `after`, `year`.
        months: Month by its name in small letters, cut down to what all forms share.
        scales: Power of ten by such a word.
        scale: Such a word by itself.
        quarter: Quarters of a year, as one of the groups `q1` to `q4`.
        numerals: Numbers in words, as groups `n1`, `s1` and so on; `None` if they are not known.
        units: Units that can follow a number, or stand before it.
    """

    decimal: str
    number: re.Pattern[str]
    dates: tuple[re.Pattern[str], ...]
    named: re.Pattern[str]
    months: Mapping[str, int]
    scales: Mapping[str, Decimal]
    scale: re.Pattern[str]
    quarter: re.Pattern[str]
    numerals: re.Pattern[str] | None
    units: Mapping[str, frozenset[str]]


@cache
def grammar(tag: str) -> Grammar:
    """Return the grammar of a locale such as `en_GB`, or of a language alone."""
    locale = Locale.parse(tag.replace("-", "_"))
    decimal, months, scales = get_decimal_symbol(locale), _months(locale), dict(_scales(locale))
    return Grammar(
        decimal=decimal,
        number=_number(decimal, get_group_symbol(locale), scales),
        dates=tuple(_dates(locale)),
        named=_named(locale, months),
        months=months,
        scales=scales,
        scale=re.compile(rf"\s?(?<![^\W_])({_any(scales)})\w*", re.IGNORECASE),
        quarter=_quarter(locale),
        numerals=numerals(locale.language),
        units=units_of(tag.replace("-", "_")),
    )


def _number(decimal: str, group: str, scales: Mapping[str, Decimal]) -> re.Pattern[str]:
    sign = f"[{SPACES}]" if group.isspace() else f"(?:{re.escape(group)}|[{SPACES[1:]}])"
    digits = rf"\d{{1,3}}(?:{sign}\d{{3}})+(?!\d)(?:{re.escape(decimal)}\d+)?|\d+(?:{re.escape(decimal)}\d+)?"
    scale = rf"(?:[{SPACES}-]?(?P<scale>{_any(scales)})\w*\.?)?"
    return re.compile(rf"(?<![^\W_])(?P<digits>{digits}){scale}", re.IGNORECASE)


def _scales(locale: Locale) -> Iterator[tuple[str, Decimal]]:
    """Yield million and its like, cut down to what their plural forms share, and their short forms."""
    for length, lowest in (("long", 1_000), ("short", 1_000_000)):
        words: dict[int, list[str]] = {}
        for forms in locale.compact_decimal_formats[length].values():
            for power, pattern in forms.items():
                word = pattern.pattern.replace("'", "").strip(f"0.{SPACES}").casefold()
                # What is one letter for millions is another unit elsewhere, such as metre.
                if int(power) >= lowest and len(word) > 1:
                    words.setdefault(10 ** ((len(power) - 1) // 3 * 3), []).append(word)
        for power, found in words.items():
            yield os.path.commonprefix(found), Decimal(power)


def _months(locale: Locale) -> dict[str, int]:
    found: dict[str, int] = {}
    for number in range(1, 13):
        wide = [str(locale.months[context]["wide"][number]).casefold() for context in ("format", "stand-alone")]
        found[os.path.commonprefix(wide)] = number
        for context in ("format", "stand-alone"):
            found.setdefault(str(locale.months[context]["abbreviated"][number]).casefold().rstrip("."), number)
    return {name: number for name, number in found.items() if len(name) > 2 and not name.isdigit()}


def _named(locale: Locale, months: Mapping[str, int]) -> re.Pattern[str]:
    days = rf"{_DAY}(?:{_RANGE}{_DAY})?"
    wide = _any(name for name in months if len(name) > 4 or name in _same_in_all_forms(locale))
    # A short form is a whole word; a name may have an ending.
    month = rf"(?P<month>{wide}|(?:{_any(months)})(?![^\W\d_]))\w*\.?"
    before = rf"(?:(?P<before>{days})(?:\s\w{{2}})?\s)?"
    after = rf"(?:\s(?P<after>{_DAY}(?:{_RANGE}{_DAY})?)(?![\d.,]*\d))?" if _month_first(locale) else "(?P<after>(?!))?"
    return re.compile(rf"{before}(?<![^\W_]){month}{after}(?P<year>,?\s(?:\w+\s)?\d{{4}}(?!\d))?", re.IGNORECASE)


def _same_in_all_forms(locale: Locale) -> set[str]:
    return {str(name).casefold() for name in locale.months["format"]["wide"].values()}


def _month_first(locale: Locale) -> bool:
    """Whether some readers of the language put the month before the day."""
    patterns = (one.date_formats["long"].pattern for one in (locale, Locale(locale.language)))
    return any(pattern.find("M") < pattern.find("d") and not pattern.startswith("y") for pattern in patterns)


def _dates(locale: Locale) -> Iterator[re.Pattern[str]]:
    y, m, d = r"(?P<y>\d{4})", r"(?P<m>\d{1,2})", r"(?P<d>\d{1,2})"
    yield re.compile(rf"(?<![\w-]){y}-{m}-{d}(?![\w-])")
    pattern = locale.date_formats["short"].pattern
    order = [sign for sign in dict.fromkeys(pattern) if sign in "yMd"]
    if "/" in pattern:
        parts = {"y": y, "M": m, "d": d}
        yield re.compile(r"(?<![\w/])" + "/".join(parts[sign] for sign in order) + r"(?![\w/])")
    if "." in pattern and order[0] == "d":
        first = r"(?:(?P<d1>\d{1,2})\.(?:(?P<m1>\d{1,2})\.(?:\d{4})?)?\s?[-–—]\s?)?"
        yield re.compile(rf"(?<![\w.,]){first}{d}\.{m}\.(?:{y})?(?!\d)")


def _quarter(locale: Locale) -> re.Pattern[str]:
    names: list[str] = []
    for number in range(1, 5):
        forms = {str(locale.quarters["format"][width][number]) for width in ("wide", "abbreviated")}
        names.append(rf"(?P<q{number}>{_any({*forms, f'Q{number}'})})")
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(names)})(?!\d)", re.IGNORECASE)


def _any(words: object) -> str:
    """Return a pattern for any of some words, the longest first."""
    found = sorted(map(str, words), key=lambda word: (-len(word), word))  # type: ignore[call-overload]
    return "|".join(map(re.escape, found)) or "(?!)"

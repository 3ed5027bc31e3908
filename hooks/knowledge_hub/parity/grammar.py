"""How a language writes numbers and dates, from the Unicode CLDR as Babel has it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.numbers import get_decimal_symbol, get_group_symbol

from knowledge_hub.parity.numerals import numerals
from knowledge_hub.parity.units import shared_start, units_of

SPACES = " \u00a0\u2009\u202f"
_RANGE = r"\s?(?:[-–—,&]|\b\w{1,5}\b)\s?"
"""What stands between two days of one month: a dash, a comma, or a short word such as `and`."""
_PARTS = re.compile(r"y+|M+|d+|'[^']*'|[^yMd']+")
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
        months: Month by what stands in the group `month`, in small letters.
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

    def scale_of(self, word: str) -> Decimal:
        """Return what a word such as million multiplies by; 1 if it is none, or has letters of another alphabet."""
        return self.scales.get(word.casefold(), Decimal(1))


@cache
def grammar(tag: str) -> Grammar:
    """Return the grammar of a locale such as `en_GB`, or of a language alone."""
    locale = Locale.parse(tag.replace("-", "_"))
    decimal, scales = get_decimal_symbol(locale), dict(_scales(locale))
    wide, short = _months(locale)
    return Grammar(
        decimal=decimal,
        number=_number(decimal, get_group_symbol(locale), scales),
        dates=tuple(_dates(locale)),
        named=_named(locale, wide, short),
        months={**short, **wide},
        scales=scales,
        scale=re.compile(rf"({_any(scales)})\w*", re.IGNORECASE),
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
        for forms in locale.compact_decimal_formats.get(length, {}).values():
            for power, pattern in forms.items():
                word = pattern.pattern.replace("'", "").strip(f"0.{SPACES}").casefold()
                # What is one letter for millions is another unit elsewhere, such as metre.
                if int(power) >= lowest and len(word) > 1:
                    words.setdefault(10 ** ((len(power) - 1) // 3 * 3), []).append(word)
        for power, found in words.items():
            yield shared_start(found), Decimal(power)


def _months(locale: Locale) -> tuple[dict[str, int], dict[str, int]]:
    """Return months by names that can have endings, and by short names."""
    wide: dict[str, int] = {}
    short: dict[str, int] = {}
    for number in range(1, 13):
        names = {str(locale.months[context]["wide"][number]).casefold() for context in ("format", "stand-alone")}
        stem = shared_start(names)
        wide |= dict.fromkeys(names | ({stem} if len(stem) > 3 else set()), number)
        for context in ("format", "stand-alone"):
            short[str(locale.months[context]["abbreviated"][number]).casefold().rstrip(".")] = number
    # Where months have numbers for names, dates are read as digits.
    return _words_of(wide), _words_of(short)


def _words_of(names: Mapping[str, int]) -> dict[str, int]:
    return {name: number for name, number in names.items() if name[:1].isalpha()}


def _named(locale: Locale, wide: Mapping[str, int], short: Mapping[str, int]) -> re.Pattern[str]:
    days = rf"{_DAY}(?:{_RANGE}{_DAY})?"
    month = rf"(?P<month>(?:{_any(wide)})|(?:{_any(short)})(?![^\W\d_]))\w*\.?"
    before = rf"(?:(?P<before>{days})(?:\s\w{{2}})?\s)?"
    # Where days are written with a point, only such a number after the month can be a day.
    last = days if _month_first(locale) else r"\d{1,2}\."
    after = rf"(?:\s(?P<after>{last})(?![\d.,]*\d))?"
    return re.compile(rf"{before}(?<![^\W_]){month}{after}(?P<year>,?\s(?:\w+\.?\s)?\d{{4}}(?!\d))?", re.IGNORECASE)


def _month_first(locale: Locale) -> bool:
    """Whether some readers of the language put the month before the day."""
    patterns = (one.date_formats["long"].pattern for one in (locale, Locale(locale.language)))
    return any(pattern.find("M") < pattern.find("d") for pattern in patterns)


def _dates(locale: Locale) -> Iterator[re.Pattern[str]]:
    """Yield how dates are written in digits: with the days of a range, the international way, as in the locale."""
    patterns = [locale.date_formats[length].pattern for length in ("long", "medium", "short")]
    if re.match(r"dd?\.\s?M", patterns[-1]):
        first = r"(?:(?P<d1>\d{1,2})\.(?:(?P<m1>\d{1,2})\.(?:\d{4})?)?\s?[-–—]\s?)?"
        yield re.compile(rf"(?<![\w.,]){first}(?P<d>\d{{1,2}})\.\s?(?P<m>\d{{1,2}})\.\s?(?P<y>\d{{4}})?(?!\d)")
    for pattern in dict.fromkeys(["y-MM-dd", *patterns]):
        if "MMM" not in pattern and {"y", "M", "d"} <= set(pattern):
            yield re.compile(rf"(?<![\w/.-]){_PARTS.sub(_digits, pattern)}(?![\w/-])")


def _digits(part: re.Match[str]) -> str:
    group = {"y": r"(?P<y>\d{4})", "M": r"(?P<m>\d{1,2})", "d": r"(?P<d>\d{1,2})"}
    return group.get(part[0][0]) or re.escape(part[0].strip("'"))


def _quarter(locale: Locale) -> re.Pattern[str]:
    names: list[str] = []
    for number in range(1, 5):
        forms = {str(locale.quarters["format"][width][number]) for width in ("wide", "abbreviated")}
        names.append(rf"(?P<q{number}>{_any({*forms, f'Q{number}'})})")
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(names)})(?!\d)", re.IGNORECASE)


def _any(words: Iterable[str]) -> str:
    """Return a pattern for any of some words, the longest first."""
    found = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, found)) or "(?!)"

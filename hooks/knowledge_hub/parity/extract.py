"""The facts of a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache

from knowledge_hub.parity.facts import Fact, Key
from knowledge_hub.parity.grammar import Grammar
from knowledge_hub.parity.units import CURRENCIES

IDIOMS = 3
"""Words up to this number stand in too many idioms: `one`, `both`, `first`, `third`."""
_URL = re.compile(r"https?://[^\s<>]+")
_WORD_BEFORE = re.compile(r"(?<![^\W_])([^\s\d.,;:()\[\]]{1,4})[ \u00a0\u202f]?$")
_WORD_AFTER = re.compile(r"[ \u00a0\u202f-]?(%|°?[^\W\d_]+[²³]?|[€$£¥])")
_IN_WORD = re.compile(r"(?<![^\W_])([^\W\d_]++)(\d{1,4}(?:\.\d+)?)(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_ENDING = re.compile(r"[^\W\d_]*")
_DIGITS = re.compile(r"\d+")


def facts_of(text: str, grammar: Grammar, languages: Iterable[str] = ()) -> list[Fact]:
    """Return the numbers, dates and links of a text, in no particular order.

    Parameters:
        text: One line, or Markdown.
        grammar: Of the text's locale.
        languages: Codes that may make the difference between addresses of one page.
    """
    found: list[Fact] = []
    rest = text
    if "http" in text:
        found += _links(text, tuple(languages))
        rest = _URL.sub(lambda link: " " * len(link[0]), rest)
    if _DIGITS.search(rest):
        for pattern in grammar.dates:
            rest = _take(rest, pattern, _in_digits, found)
        rest = _take(rest, grammar.quarter, _quarter, found)
    found += _words(rest, grammar)
    rest = _take(rest, grammar.named, lambda match: _named(match, grammar), found)
    found += _numbers(rest, grammar)
    return found


def _take(
    text: str, pattern: re.Pattern[str], read: Callable[[re.Match[str]], Iterator[Fact]], found: list[Fact]
) -> str:
    """Move what a pattern finds from a text to the facts; years stay where they are."""

    def replace(match: re.Match[str]) -> str:
        facts: list[Fact] = list(read(match))
        if not facts:
            return match[0]
        found.extend(facts)
        return re.sub(r"\d{4}", lambda year: f" {year[0]} ", "".join(re.findall(r"\d{4}|[^\d]", match[0])))

    return pattern.sub(replace, text)


def _links(text: str, languages: tuple[str, ...]) -> Iterator[Fact]:
    part = re.compile(
        rf"(?<=[/.=_-])(?:{'|'.join(map(re.escape, languages)) or '(?!)'})(?:[-_]\w\w)?(?=[/._?&#-]|$)/?", re.I
    )
    for match in _URL.finditer(text):
        url = match[0].rstrip(").,;:!?")
        bare = re.sub(r"^https?://(?:www\.)?", "", part.sub("", url)).rstrip("/.?=&_-").casefold()
        yield Fact(url, frozenset({("link", bare.replace("//", "/"))}))


def _words(text: str, grammar: Grammar) -> Iterator[Fact]:
    """Yield numbers that are not in digits of their own: `three`, `two million`, `a billion`, `Conference2023`."""
    before: Fact | None = None
    for match in _WORD.finditer(text):
        numeral, scale = _meaning(match[0], grammar.numerals, grammar.scale)
        if numeral:
            yield numeral
        if scale:
            yield _loose(match[0], grammar.scale_of(scale))
            for _, number in before.readings if before else ():
                yield _loose(match[0], Decimal(number) * grammar.scale_of(scale))
        before = numeral
    for word in _IN_WORD.finditer(text):
        yield Fact(word[0], frozenset({("code", word[1].casefold(), word[2])}))
        yield _loose(word[0], Decimal(word[2]))


@lru_cache(maxsize=1 << 14)
def _meaning(word: str, numerals: re.Pattern[str] | None, scales: re.Pattern[str]) -> tuple[Fact | None, str | None]:
    """Return the number that a word is, and the part of it that means million or the like; most words come often."""
    scale = scales.fullmatch(word)
    match = numerals.fullmatch(word) if numerals else None
    if not match:
        return None, scale[1] if scale else None
    form, value = str(match.lastgroup)[0], Decimal(str(match.lastgroup)[1:])
    needed = form == "n" and value > IDIOMS
    return Fact(word, frozenset({("number", value.normalize())}), needed), scale[1] if scale else None


def _loose(text: str, value: Decimal) -> Fact:
    return Fact(text, frozenset({("number", value.normalize())}), needed=False)


def _in_digits(match: re.Match[str]) -> Iterator[Fact]:
    parts = match.groupdict()
    day, month = int(parts["d"]), int(parts["m"])
    if not _exists(day, month):
        return
    if parts.get("d1"):
        yield from _days([int(parts["d1"])], int(parts.get("m1") or month), match[0])
    yield from _days([day], month, match[0])


def _named(match: re.Match[str], grammar: Grammar) -> Iterator[Fact]:
    month = grammar.months.get(match["month"].casefold(), 0)
    days = [int(day) for day in _DIGITS.findall(match["before"] or match["after"] or "")]
    if days and all(_exists(day, month) for day in days):
        # Where a month may stand before its day, a number after it may be something else.
        yield from _days(days, month, match[0].strip(), also_numbers=bool(match["after"]))
    elif month and not days:
        yield Fact(match[0].strip(), frozenset({("month", month)}), needed=bool(match["year"]))


def _days(days: Iterable[int], month: int, text: str, *, also_numbers: bool = False) -> Iterator[Fact]:
    for day in days:
        number: Key = ("number", Decimal(day))
        key: Key = ("day", month, day)
        yield Fact(text, frozenset({key, number} if also_numbers else {key}))
        yield Fact(text, frozenset({("month", month), number}), needed=False)


def _exists(day: int, month: int) -> bool:
    try:
        date(2000, month, day)
    except ValueError:
        return False
    return True


def _quarter(match: re.Match[str]) -> Iterator[Fact]:
    yield Fact(match[0], frozenset({("quarter", int(str(match.lastgroup)[1:]))}))


def _numbers(text: str, grammar: Grammar) -> Iterator[Fact]:
    for match in grammar.number.finditer(text):
        kept = (sign for sign in match["digits"] if sign.isdecimal() or sign == grammar.decimal)
        value = Decimal("".join(kept).replace(grammar.decimal, "."))
        if not value:
            continue
        value *= grammar.scale_of(match["scale"] or "")
        written, units = _with_unit(text, match, grammar)
        yield Fact(written, frozenset({("number", value.normalize())}), units=units)


def _with_unit(text: str, match: re.Match[str], grammar: Grammar) -> tuple[str, frozenset[str]]:
    """Return a number as it is written with its unit, and what units that can be."""
    start, end = match.start(), match.end()
    if (after := _WORD_AFTER.match(text, end)) and (units := _units(after[1], grammar)):
        return text[start : after.end()], units
    before = _WORD_BEFORE.search(text, max(0, start - 6), start)
    if before and (units := _units(before[1], grammar)) and units <= CURRENCIES:
        return text[before.start() : end], units
    # An ending belongs to the number: `2nd`, `1990s`.
    return text[start : _ENDING.match(text, end).end()].strip(), frozenset()  # type: ignore[union-attr]


def _units(word: str, grammar: Grammar) -> frozenset[str]:
    small = word.casefold()
    if small in grammar.units:
        return grammar.units[small]
    stems = [stem for stem in grammar.units if len(stem) > 3 and small.startswith(stem)]
    return grammar.units[max(stems, key=len)] if stems else frozenset()

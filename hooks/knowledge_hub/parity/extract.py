"""The facts of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from knowledge_hub.parity.facts import Fact, Key
from knowledge_hub.parity.grammar import SPACES, Grammar

IDIOMS = 3
"""Words up to this number stand in too many idioms: `one`, `both`, `first`, `third`."""
_URL = re.compile(r"https?://[^\s<>]+")
_WORD_BEFORE = re.compile(r"([^\W\d_]{3}|[^\w\s.,;:()\[\]])[ \u00a0\u202f]?$")
_WORD_AFTER = re.compile(r"[ \u00a0\u202f-]?(%|°?[^\W\d_]+[²³]?|[€$£¥])")
_IN_WORD = re.compile(r"(?<=[^\W\d_])\d{1,4}(?!\d)")
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
    found += _words(rest, grammar)
    for pattern in grammar.dates:
        rest = _take(rest, pattern, _in_digits, found)
    if _DIGITS.search(rest) or found:
        rest = _take(rest, grammar.quarter, _quarter, found)
    rest = _take(rest, grammar.named, lambda match: _named(match, grammar), found)
    found += _numbers(rest, grammar)
    return found


def _take(text: str, pattern: re.Pattern[str], read: object, found: list[Fact]) -> str:
    """Move what a pattern finds from a text to the facts; years stay where they are."""

    def replace(match: re.Match[str]) -> str:
        facts: list[Fact] = list(read(match))  # type: ignore[operator]
        if not facts:
            return match[0]
        found.extend(facts)
        return re.sub(r"\d{4}", lambda year: f" {year[0]} ", "".join(re.findall(r"\d{4}|[^\d]", match[0])))

    return pattern.sub(replace, text)


def _links(text: str, languages: tuple[str, ...]) -> Iterator[Fact]:
    part = re.compile(rf"(?<=[/.=_-])(?:{'|'.join(map(re.escape, languages)) or '(?!)'})(?:[-_]\w\w)?(?=[/._?&#-]|$)/?", re.I)
    for match in _URL.finditer(text):
        url = match[0].rstrip(").,;:!?")
        bare = re.sub(r"^https?://(?:www\.)?", "", part.sub("", url)).rstrip("/.?=&_-").casefold()
        yield Fact(url, frozenset({("link", bare.replace("//", "/"))}))


def _words(text: str, grammar: Grammar) -> Iterator[Fact]:
    """Yield numbers that are not in digits of their own: `three`, `two million`, `a billion`, `Conference2023`."""
    for match in grammar.numerals.finditer(text) if grammar.numerals else ():
        form, value = str(match.lastgroup)[0], Decimal(str(match.lastgroup)[1:])
        yield Fact(match[0], frozenset({("number", value.normalize())}), needed=form == "n" and value > IDIOMS)
        if scale := grammar.scale.match(text, match.end()):
            yield _loose(match[0], value * grammar.scales[scale[1].casefold()])
    for scale in grammar.scale.finditer(text):
        yield _loose(scale[0], grammar.scales[scale[1].casefold()])
    for digits in _IN_WORD.finditer(text):
        yield _loose(digits[0], Decimal(digits[0]))


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
    month = grammar.months[match["month"].casefold()]
    days = [int(day) for day in _DIGITS.findall(match["before"] or match["after"] or "")]
    if days and all(_exists(day, month) for day in days):
        # Where a month may stand before its day, a number after it may be something else.
        yield from _days(days, month, match[0].strip(), also_numbers=bool(match["after"]))
    elif not days:
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
        digits = re.sub(rf"[^\d{re.escape(grammar.decimal)}]", "", match["digits"])
        value = Decimal(digits.replace(grammar.decimal, "."))
        if not value:
            continue
        if match["scale"]:
            value *= grammar.scales[match["scale"].casefold()]
        yield Fact(match[0].strip(SPACES), frozenset({("number", value.normalize())}), units=_units(text, match, grammar))


def _units(text: str, match: re.Match[str], grammar: Grammar) -> frozenset[str]:
    after = _WORD_AFTER.match(text, match.end())
    before = _WORD_BEFORE.search(text[max(0, match.start() - 5) : match.start()])
    for word in (after[1].casefold() if after else "", before[1].casefold() if before else ""):
        if word in grammar.units:
            return grammar.units[word]
        stems = [stem for stem in grammar.units if len(stem) > 3 and word.startswith(stem)]
        if stems:
            return grammar.units[max(stems, key=len)]
    return frozenset()

"""What a text says that must be the same in each language."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

Key = tuple[str | int | Decimal, ...]
"""A fact without its language: `("number", 1200)`, `("day", 3, 15)`, `("month", 3)`, `("quarter", 2)`,
`("code", "nmc", "811")`, `("link", "example.org/page")`."""
WORDS = frozenset(map(Decimal, range(1, 13)))
"""Numbers that are written in words as often as in digits."""
IN_WORDS_TOO = frozenset({"quarter", "code"})
"""Kinds that other languages may put into words; they differ only if there is another of the same family."""


@dataclass(frozen=True)
class Fact:
    """Something found in a text.

    Attributes:
        text: As it is written there.
        readings: What it can mean; another language says the same if it has one of them.
        needed: Whether the other languages must have it. What can be an idiom, such as
            a number in words, only answers to a fact of another language.
        units: Units it can be in; none if no known unit follows.
    """

    text: str
    readings: frozenset[Key]
    needed: bool = True
    units: frozenset[str] = field(default=frozenset())

    @property
    def in_digits(self) -> bool:
        """Whether any language would write it in digits."""
        numbers = [key[1] for key in self.readings if key[0] == "number"]
        return bool(self.units) or not numbers or any(number not in WORDS for number in numbers)


def lacking(here: Collection[Fact], there: Collection[Fact], *, knows_words: bool = True) -> Iterator[Fact]:
    """Yield the facts of `there` that `here` does not have, each once.

    A number with another unit counts as lacking if all equal numbers here have known
    units and none of them is that of the number there.

    Parameters:
        here: Facts of the text that may lack some.
        there: Facts of the text in another language.
        knows_words: Whether numbers in words were found here; if not, small numbers are passed over.
    """
    known: dict[Key, list[frozenset[str]]] = {}
    for fact in here:
        for key in fact.readings:
            known.setdefault(key, []).append(fact.units)
    families = {key[:-1] for key in known}
    seen: set[frozenset[Key]] = set()
    for fact in there:
        if not fact.needed or fact.readings in seen or not (knows_words or fact.in_digits):
            continue
        same = [units for key in fact.readings for units in known.get(key, ())]
        may_be_words = all(key[0] in IN_WORDS_TOO and key[:-1] not in families for key in fact.readings)
        if not may_be_words and not _is_among(fact.units, same):
            seen.add(fact.readings)
            yield fact


def _is_among(units: frozenset[str], same: list[frozenset[str]]) -> bool:
    return any(not units or not other or units & other for other in same)

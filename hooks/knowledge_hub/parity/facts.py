"""What a text says that must be the same in each language."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

Key = tuple[str | int | Decimal, ...]
"""A fact without its language: `("number", 1200)`, `("day", 3, 15)`, `("month", 3)`, `("link", "https://…")`."""


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


def lacking(here: Collection[Fact], there: Collection[Fact]) -> Iterator[Fact]:
    """Yield the facts of `there` that `here` does not have, each once.

    A number with another unit counts as lacking if all equal numbers here have known
    units and none of them is that of the number there.
    """
    known: dict[Key, list[frozenset[str]]] = {}
    for fact in here:
        for key in fact.readings:
            known.setdefault(key, []).append(fact.units)
    kinds = {key[0] for key in known}
    seen: set[frozenset[Key]] = set()
    for fact in there:
        if not fact.needed or fact.readings in seen:
            continue
        same = [units for key in fact.readings for units in known.get(key, ())]
        is_word_elsewhere = all(key[0] == "quarter" and "quarter" not in kinds for key in fact.readings)
        if not is_word_elsewhere and not _is_among(fact.units, same):
            seen.add(fact.readings)
            yield fact


def _is_among(units: frozenset[str], same: list[frozenset[str]]) -> bool:
    return any(not units or not other or units & other for other in same)

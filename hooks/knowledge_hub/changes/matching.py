"""Finds what belongs together in two lists, whatever order they are in."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from knowledge_hub.changes.change import Texts
from knowledge_hub.changes.state import Record

Identity = Callable[[Record], Iterable[Hashable]]
"""Gives what an item may be known by; one in common is enough."""


@dataclass
class Matched:
    """Two lists compared.

    Attributes:
        both: Items that are in both, as they were and as they are.
        gone: Items that are only in the earlier list.
        new: Items that are only in the later list.
    """

    both: list[tuple[Record, Record]] = field(default_factory=list)
    gone: list[Record] = field(default_factory=list)
    new: list[Record] = field(default_factory=list)


def match(before: Sequence[Record], after: Sequence[Record], *identities: Identity) -> Matched:
    """Pair items, by the first identity as far as it goes, then by the next.

    Parameters:
        before: Items as they were.
        after: Items as they are.
        identities: Ways to tell that two items are the same, the surest first.
    """
    gone, new = list(before), list(after)
    partners: dict[int, Record] = {}
    for identity in identities:
        for item in list(new):
            marks = set(identity(item))
            partner = next((other for other in gone if marks & set(identity(other))), None)
            if partner is not None:
                partners[id(item)] = partner
                gone = [other for other in gone if other is not partner]
                new = [other for other in new if other is not item]
    both = [(partners[id(item)], item) for item in after if id(item) in partners]
    return Matched(both, gone, new)


def by(*keys: str) -> Identity:
    """Tell items by the plain values of keys, all of which have to be there."""

    def identity(item: Record) -> Iterable[Hashable]:
        values = tuple(item.get(key) for key in keys)
        return [values] if all(isinstance(value, str | int) for value in values) else []

    return identity


def by_text(read: Callable[[Record], Texts], *, also: Callable[[Record], Hashable] = lambda item: None) -> Identity:
    """Tell items by a text in any language, and by something else that has to agree."""

    def identity(item: Record) -> Iterable[Hashable]:
        return [(code, words.casefold(), also(item)) for code, words in read(item).items()]

    return identity


def changed(before: Record, after: Record, keys: Iterable[str]) -> bool:
    """Whether any of the values differs."""
    return any(before.get(key) != after.get(key) for key in keys)


def only_in(one: Mapping[str, Texts], other: Mapping[str, Texts]) -> list[Texts]:
    """Return the values whose keys another mapping lacks."""
    return [value for key, value in one.items() if key not in other]

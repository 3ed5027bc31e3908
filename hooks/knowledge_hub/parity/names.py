"""Names of records in texts. Languages inflect and shorten names, so an answer may be any part of any of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

NAMED = ("organisation", "city", "project")
"""Kinds of record whose names are looked for."""
NAMES = {"name", "short_name", "official_name"}
_FIELDS = ("name", "short_name", "official_name")
_WORD = re.compile(r"[^\W\d_][\w'-]+")
_SHARED = 0.6
"""As much of a word stays when it is inflected."""


@dataclass(frozen=True)
class Named:
    """A record with a name.

    Attributes:
        names: Its names by language.
        stems: Beginnings of the words of its names in all languages, in small letters.
    """

    names: Mapping[str, tuple[str, ...]]
    stems: frozenset[str]


class Lexicon:
    """The names of all records, by the first word of each."""

    def __init__(self, records: Iterable[tuple[str, str, object]], languages: Iterable[str]) -> None:
        """Make it of kinds, ids and records."""
        self._first: dict[str, dict[str, list[tuple[str, Named]]]] = {code: {} for code in languages}
        self._stems: dict[tuple[str, str], frozenset[str]] = {}
        for kind, id, record in records:
            named = _named(record)
            self._stems[kind, id] = named.stems
            for code, first in self._first.items():
                for name in named.names.get(code, ()):
                    first.setdefault(_first_word(name), []).append((name, named))

    def lacking(self, here: str, there: str, code: str, own: tuple[str, str]) -> Iterator[str]:
        """Yield names that stand in a text, while another one has no part of any name of the record.

        Parameters:
            here: The text that may lack them.
            there: The text in which they are looked for.
            code: Its language.
            own: Kind and id of the record whose texts they are; it need not name itself, nor what it is named after.
        """
        small, seen, of_own = here.casefold(), set[str](), self._stems.get(own, frozenset())
        for word in _WORD.finditer(there):
            for name, named in self._first.get(code, {}).get(word[0], ()):
                is_there = there.startswith(name, word.start()) and not named.stems & of_own
                if is_there and name not in seen and not any(stem in small for stem in named.stems):
                    seen.add(name)
                    yield name


def _named(record: object) -> Named:
    texts = [text for field in _FIELDS if isinstance(text := getattr(record, field, None), Mapping)]
    names: dict[str, tuple[str, ...]] = {}
    for text in texts:
        for code, name in text.items():
            names[code] = tuple(dict.fromkeys((*names.get(code, ()), name)))
    words = {word[0] for all_names in names.values() for name in all_names for word in _WORD.finditer(name)}
    stems = {word[: max(3, round(len(word) * _SHARED))].casefold() for word in words if word[0].isupper()}
    return Named(names, frozenset(stems))


def _first_word(name: str) -> str:
    found = _WORD.search(name)
    return found[0] if found and found.start() == 0 else name

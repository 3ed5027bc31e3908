"""A state of `data/` as plain values, read leniently: it may have been written for an older model.

Nothing here validates. What is missing or of another type than expected counts
as not known, since a record that the present model refuses can still be told of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from knowledge_hub.changes.change import EVERY, SourceNote, Texts

Record = Mapping[str, Any]
Key = tuple[str, str]
"""Kind and id of a record."""

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2}([T ]\d{2}:\d{2})?)?)?")


class State(Mapping[Key, Record]):
    """Records by kind and id. A file is parsed when its record is first asked for.

    Parameters:
        digests: What tells the content of each file apart from others.
        read: Gives the record of a key, or `None` if its file cannot be read.
    """

    def __init__(self, digests: Mapping[Key, str], read: Callable[[Key], Record | None]) -> None:
        self.digests, self._read = digests, read
        self._known: dict[Key, Record | None] = {}

    def __getitem__(self, key: Key) -> Record:
        if key not in self.digests:
            raise KeyError(key)
        if key not in self._known:
            self._known[key] = self._read(key)
        return self._known[key] or {}

    def __iter__(self) -> Iterator[Key]:
        return iter(self.digests)

    def __len__(self) -> int:
        return len(self.digests)

    @property
    def unreadable(self) -> list[Key]:
        """Keys of the files that could not be read, of those asked for so far."""
        return sorted(key for key, record in self._known.items() if record is None)


def texts(value: object) -> Texts:
    """Return a text by language; empty if there is none."""
    if isinstance(value, dict):
        return {str(code): " ".join(str(words).split()) for code, words in value.items() if isinstance(words, str)}
    return {EVERY: " ".join(str(value).split())} if isinstance(value, str | int | float) and value != "" else {}


def entries(value: object) -> list[Record]:
    """Return the mappings of a list."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def ids(value: object) -> tuple[str, ...]:
    """Return the ids of a list."""
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def word(value: object) -> str:
    """Return an id or another plain word; empty if there is none."""
    return value if isinstance(value, str) else ""


def group(value: object) -> Record:
    """Return a mapping; empty if there is none."""
    return value if isinstance(value, dict) else {}


def day(value: object) -> str:
    """Return a date as far as it is known, possibly with a time; empty if there is none."""
    written = str(value).replace(" ", "T") if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return written if _DATE.fullmatch(written) else ""


def name_of(kind: str, id: str, record: Record) -> Texts:
    """Return what a record is called: its short name if that is what readers know it by, else its id."""
    short = record.get("short_name") if kind in ("project", "area") else None
    return texts(short or record.get("name") or record.get("title") or record.get("term")) or {EVERY: id}


def name_in(state: Mapping[Key, Record], kind: str, id: str) -> Texts:
    """Return the name of a record that another one refers to."""
    return name_of(kind, id, state.get((kind, id), {}))


def source_notes(state: Mapping[Key, Record], claim: Record) -> tuple[SourceNote, ...]:
    """Return the sources of a claim as they are in a state."""
    found = []
    for id in ids(claim.get("sources")):
        record = state.get(("source", id), {})
        found.append(SourceNote(id, texts(record.get("publisher")) or {EVERY: id}, word(record.get("url"))))
    return tuple(found)


def same_words(one: Texts, other: Texts) -> bool:
    """Whether two texts differ in spelling at most: signs, spaces and capitals do not count."""
    codes = one.keys() & other.keys()
    if not codes:
        return _letters(next(iter(one.values()), "")) in {_letters(words) for words in other.values()} or one == other
    return all(_letters(one[code]) == _letters(other[code]) for code in codes)


def _letters(words: str) -> str:
    return re.sub(r"[\W_]+", "", words).casefold()

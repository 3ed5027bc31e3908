"""What was read of a hub while something was made of it, so that it is made anew when that changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property, partial
from typing import Any, TypeVar

from knowledge_hub.digest import digest_of
from knowledge_hub.hub import Hub
from knowledge_hub.model.records import Entry, Removed
from knowledge_hub.places import Places
from knowledge_hub.translations import Translated

T = TypeVar("T")
COLLECTIONS = {
    "area": "areas",
    "city": "cities",
    "event": "events",
    "note": "notes",
    "organisation": "organisations",
    "project": "projects",
    "source": "sources",
    "term": "terms",
}
"""Kind of record -> its collection in the hub."""
WHOLE = ""
"""Stands for the id where a collection was read as a whole: which records there are, in what order, all they hold."""
EVERYTHING = ("all",)
Name = tuple[str, ...]
"""What was read: kind of record and id; or `DERIVED`, an attribute of the hub and a key in it; or everything."""
DERIVED = "derived"


class Reading:
    """A hub that notes what is read of it.

    Words of the interface, vocabularies, settings and outlines are not noted:
    they are part of what everything depends on.
    """

    def __init__(self, hub: Hub) -> None:
        self._plain = hub
        self._noted: set[Name] = set()
        self._extra: dict[str, Callable[[str], str]] = {}
        self.hub: Hub = _NotedHub(hub, self.note)
        self.state = cache(self._state)

    def note(self, name: Name) -> None:
        """Note that something is being read."""
        self._noted.add(name)

    def of(self, make: Callable[[], T]) -> tuple[T, frozenset[Name]]:
        """Make something, and tell what was read for it."""
        before, self._noted = self._noted, set()
        try:
            made = make()
            return made, frozenset(self._noted)
        finally:
            self._noted = before

    def watch(self, kind: str, values: Mapping[Any, T], told: Callable[[T], str]) -> Mapping[Any, T]:
        """Note what is read of some other values too.

        Parameters:
            kind: What to call them.
            values: The values.
            told: Tells one so that it differs when anything in it does.
        """
        by_name = {repr(key): key for key in values}
        self._extra[kind] = lambda name: told(values[by_name[name]]) if name in by_name else ""
        return _Noted(values, lambda key: self.note((kind, key if isinstance(key, str) else repr(key))))

    @property
    def common(self) -> str:
        """Hash of what is not noted."""
        own = {key: told for key, told in self._plain.places.digests.items() if key[0] not in COLLECTIONS}
        return digest_of(repr((sorted(own.items()), self._plain.outlines)))

    def known(self) -> Mapping[int, str]:
        """Return how to tell each record of the hub: by its name and the hash of its file."""
        return {
            id(record): f"<{kind} {record.id} {self.state((kind, record.id))}>"
            for kind in COLLECTIONS
            for record in self._plain.collection(kind).values()
        }

    def _state(self, name: Name) -> str:
        """Return a hash of what a name stands for now; empty if there is no such thing."""
        kind, *rest = name
        if kind in COLLECTIONS:
            return self._whole(kind) if rest == [WHOLE] else self._plain.places.digests.get((kind, rest[0]), "")
        if kind == DERIVED:
            attribute, *keys = rest
            return self._told(getattr(self._plain, attribute).get(tuple(keys) if len(keys) > 1 else keys[0], ()))
        if name == EVERYTHING:
            return digest_of(repr((sorted(self._plain.places.digests.items()), self._plain.translated)))
        return self._extra[kind](rest[0])

    def _whole(self, kind: str) -> str:
        return self._told(list(self._plain.collection(kind).values()))

    def _told(self, records: Sequence[Entry]) -> str:
        digests = self._plain.places.digests
        names = [(type(record).__name__.lower(), record.id) for record in records]
        return digest_of(repr([(name, digests.get(name)) for name in names]))


class _Noted(Mapping[Any, Any]):
    """Values, whose reading is noted: each by its key, or all as a whole."""

    def __init__(self, values: Mapping[Any, Any], note: Callable[[Any], None]) -> None:
        self._values, self._note = values, note

    def __getitem__(self, key: Any) -> Any:
        self._note(key)
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        self._note(key)
        return key in self._values

    def __iter__(self) -> Iterator[Any]:
        self._note(WHOLE)
        return iter(self._values)

    def __len__(self) -> int:
        self._note(WHOLE)
        return len(self._values)


def _groups(hub: Hub, name: str) -> Mapping[Any, Sequence[Entry]]:
    """Return records that the hub has gathered under keys."""
    found = getattr(hub, name)
    if not isinstance(found, Mapping) or not all(isinstance(records, list | tuple) for records in found.values()):
        raise TypeError(f"what is read of Hub.{name} cannot be noted: it does not gather records under keys")
    return found


def _note_group(note: Callable[[Name], None], name: str, key: Any) -> None:
    if key == WHOLE:
        note(EVERYTHING)
    else:
        note((DERIVED, name, *(map(str, key) if isinstance(key, tuple) else [str(key)])))


class _NotedHub(Hub):
    """A hub whose collections note what is read; what pages rarely ask for counts as reading everything."""

    def __init__(self, hub: Hub, note: Callable[[Name], None]) -> None:
        def noted(kind: str, values: Mapping[Any, Any]) -> Mapping[Any, Any]:
            return _Noted(values, lambda key: note((kind, str(key))))

        put = object.__setattr__  # the hub is immutable to all others
        for name in ("site", "vocabularies", "interface", "outlines"):
            put(self, name, getattr(hub, name))
        for kind, name in COLLECTIONS.items():
            put(self, name, noted(kind, getattr(hub, name)))
        put(self, "_plain", hub)
        put(self, "_note", note)
        for name in (name for name, value in vars(Hub).items() if isinstance(value, cached_property)):
            # Made once for all pages: each page that asks notes what it gets, not only the first.
            self.__dict__[name] = _Noted(_groups(hub, name), partial(_note_group, note, name))

    @property
    def paths(self) -> Mapping[tuple[str, str], str]:
        """Files of the records."""
        self._note(EVERYTHING)
        return self._plain.paths

    @property
    def places(self) -> Places:
        """Places of the records in their files."""
        self._note(EVERYTHING)
        return self._plain.places

    @property
    def translated(self) -> Translated:
        """Translations that were checked."""
        self._note(EVERYTHING)
        return self._plain.translated

    @property
    def removed(self) -> tuple[Removed, ...]:
        """Removed pages."""
        self._note(EVERYTHING)
        return self._plain.removed

    _plain: Hub
    _note: Callable[[Name], None]

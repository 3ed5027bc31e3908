"""The hub: every record, checked and immutable, with the questions pages ask of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar, cast

from knowledge_hub.model.base import Record, Ref
from knowledge_hub.model.records import (
    Area,
    City,
    Entry,
    Event,
    Note,
    Organisation,
    Project,
    Removed,
    SiteLanguage,
    SiteSettings,
    Source,
    Term,
)
from knowledge_hub.model.vocabulary import Choice, Level
from knowledge_hub.outlines import Outlines
from knowledge_hub.places import Loc, Places
from knowledge_hub.translations import Translated

T = TypeVar("T")


@dataclass(frozen=True)
class Hub:
    """All that is known. Collections are in the order of lists on pages.

    Attributes:
        paths: File of each record, by kind and id, relative to the project.
        interface: Words of the user interface by language and dotted key.
        vocabularies: Choices by kind of vocabulary and id.
        outlines: Outlines of countries for the map.
        places: Where each record and its fields stand in the files.
        translated: What the file of checked translations says, see `translations.py`.
        removed: Pages that were removed, in the order of their file.
    """

    site: SiteSettings
    areas: Mapping[str, Area]
    cities: Mapping[str, City]
    organisations: Mapping[str, Organisation]
    projects: Mapping[str, Project]
    events: Mapping[str, Event]
    sources: Mapping[str, Source]
    terms: Mapping[str, Term]
    notes: Mapping[str, Note]
    vocabularies: Mapping[str, Mapping[str, Choice]]
    interface: Mapping[str, Mapping[str, str]]
    paths: Mapping[tuple[str, str], str]
    outlines: Outlines = field(default_factory=dict)
    places: Places = field(default_factory=Places, repr=False)
    translated: Translated = field(default_factory=dict, repr=False)
    removed: tuple[Removed, ...] = ()

    @property
    def languages(self) -> tuple[SiteLanguage, ...]:
        """Languages of the site, the default one first."""
        return self.site.languages

    def collection(self, kind: str) -> Mapping[str, Entry]:
        """Return the records of one kind (`city`, `source`, ...)."""
        names: dict[str, Mapping[str, Entry]] = {
            "area": self.areas,
            "city": self.cities,
            "event": self.events,
            "note": self.notes,
            "organisation": self.organisations,
            "project": self.projects,
            "source": self.sources,
            "term": self.terms,
        }
        return names[kind]

    def choice(self, kind: str, id: str) -> Choice:
        """Return one choice of a vocabulary."""
        return self.vocabularies[kind][id]

    def level(self, id: str) -> Level:
        """Return a level of strength."""
        return cast(Level, self.vocabularies["level"][id])

    def organisations_of(self, city: str) -> list[Organisation]:
        """Organisations of a city region, by kind and name."""
        return self._organisations_by_city.get(city, [])

    def projects_of(self, city: str) -> list[Project]:
        """Projects in which a city region takes part."""
        return [item for item in self.projects.values() if city in item.cities]

    def events_of(self, city: str) -> list[Event]:
        """Events that take place in a city, by date."""
        return self._events_by_city.get(city, [])

    def in_area(self, area: str) -> tuple[list[Organisation], list[Project], list[Event]]:
        """Return what belongs to an area of expertise."""
        return (
            [item for item in self.organisations.values() if area in item.areas],
            [item for item in self.projects.values() if area in item.areas],
            [item for item in self.events.values() if area in item.areas],
        )

    def with_party(self, organisation: str) -> tuple[list[Project], list[Event]]:
        """Projects and events in which an organisation takes part."""
        return self._projects_by_party.get(organisation, []), self._events_by_party.get(organisation, [])

    def members_of(self, organisation: str) -> list[Organisation]:
        """Organisations that are part of another one."""
        return self._members.get(organisation, [])

    # Each page asks for what belongs to it: without these, time would grow with the square of the hub.

    @cached_property
    def _organisations_by_city(self) -> Mapping[str, list[Organisation]]:
        return grouped(self.organisations.values(), lambda item: [item.city] if item.city else [])

    @cached_property
    def _events_by_city(self) -> Mapping[str, list[Event]]:
        return grouped(self.events.values(), lambda item: [item.city] if item.city else [])

    @cached_property
    def _projects_by_party(self) -> Mapping[str, list[Project]]:
        return grouped(self.projects.values(), _parties)

    @cached_property
    def _events_by_party(self) -> Mapping[str, list[Event]]:
        return grouped(self.events.values(), _parties)

    @cached_property
    def _members(self) -> Mapping[str, list[Organisation]]:
        return grouped(self.organisations.values(), lambda item: item.member_of)

    @cached_property
    def uses(self) -> Mapping[tuple[str, str], tuple[Entry, ...]]:
        """Records that refer to each record, by its kind and id, without repetition."""
        found: dict[tuple[str, str], dict[tuple[str, str], Entry]] = {}
        for kind in ("city", "area", "organisation", "project", "event", "term", "note"):
            for record in self.collection(kind).values():
                for ref in references(record):
                    found.setdefault((ref.kind, str(ref)), {})[kind, record.id] = record
        return MappingProxyType({key: tuple(records.values()) for key, records in found.items()})

    @cached_property
    def used_sources(self) -> Mapping[str, tuple[Source]]:
        """The sources that a record or the site refers to, by id."""
        used = {str(ref) for ref in references(self.site) if ref.kind == "source"}
        used |= {id for kind, id in self.uses if kind == "source"}
        return MappingProxyType({id: (source,) for id, source in self.sources.items() if id in used})


def grouped(items: Iterable[T], keys: Callable[[T], Iterable[str]]) -> Mapping[str, list[T]]:
    """Group records by what each of them belongs to, which may be several things; their order stays."""
    found: dict[str, list[T]] = {}
    for item in items:
        for key in dict.fromkeys(keys(item)):
            found.setdefault(key, []).append(item)
    return MappingProxyType(found)


def _parties(record: Project | Event) -> list[str]:
    return [party.organisation for party in record.parties if party.organisation]


def references(record: Record) -> Iterator[Ref]:
    """Yield every reference within a record, in the order of its fields."""
    return (ref for _, ref in located_references(record))


def located_references(value: object, loc: Loc = ()) -> Iterator[tuple[Loc, Ref]]:
    """Yield every reference within a record or a list of them, with the way to it."""
    if isinstance(value, Ref):
        yield loc, value
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            yield from located_references(getattr(value, name), (*loc, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from located_references(item, (*loc, index))

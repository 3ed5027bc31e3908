"""Invented records: what a hub of a given size could hold.

The choices of the vocabularies and the areas of expertise are those of a real
hub; all else is made up. The same seed gives the same records.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from typing import Any

from knowledge_hub.demo.words import Said, Words
from knowledge_hub.hub import Hub
from knowledge_hub.slug import slugify

Record = dict[str, Any]
File = tuple[str, Any]
"""Path below `data/`, and what the file holds."""

KEPT = ("areas", "glossary", "interface", "vocabularies")
"""Folders of the real hub that an invented one takes over."""

YEARS = 12
"""Years over which events are spread, the last of them to come."""
SHARED_SOURCE = 25
"""Records that share one source."""


@dataclass(frozen=True)
class Sizes:
    """How many records of each kind to invent."""

    cities: int
    organisations: int
    projects: int
    events: int


@dataclass
class Inventor:
    """Invents the records of a hub.

    Attributes:
        hub: A real hub, whose languages, vocabularies and areas are used.
        sizes: How much to invent.
        today: The day the hub is made for; events lie around it.
        seed: Another seed gives other records.
    """

    hub: Hub
    sizes: Sizes
    today: date
    seed: int = 1
    chance: random.Random = field(init=False)
    words: Words = field(init=False)
    cities: list[str] = field(init=False)
    organisations: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)  # noqa: S311 - nothing here is secret
        self.words = Words([language.code for language in self.hub.languages], self.chance)
        self.cities = list(islice(self.words.places(), self.sizes.cities))
        self.organisations = list(islice(self.words.companies(), self.sizes.organisations))

    def files(self) -> Iterator[File]:
        """Yield every file."""
        yield "site.yml", self._site()
        for place, name in enumerate(self.cities):
            yield f"cities/{slugify(name)}.yml", self._city(place, name)
            yield self._source(f"city-{place}", name)
        for place, name in enumerate(self.organisations):
            yield f"organisations/{slugify(name)}.yml", self._organisation(place, name)
        for place in range(self.sizes.projects):
            yield f"projects/project-{place + 1}.yml", self._project(place)
        for place in range(self.sizes.events):
            yield f"events/event-{place + 1}.yml", self._event(place)
        for kind, number in (
            ("organisation", len(self.organisations)),
            ("project", self.sizes.projects),
            ("event", self.sizes.events),
        ):
            for part in range(-(-number // SHARED_SOURCE)):
                yield self._source(f"{kind}-{part}", f"{kind} {part + 1}")

    def _site(self) -> Record:
        site, said = self.hub.site, self.words.tell
        texts = (
            "tagline",
            "description",
            "introduction",
            "about",
            "matrix_introduction",
            "invest_introduction",
            "publisher",
        )
        return {
            "name": "Demo",
            **{key: said(f"site.{key}") for key in texts},
            "languages": [language.model_dump(mode="json") for language in site.languages],
            "x_default": site.x_default,
            "country": site.country,
            "time_zone": str(site.time_zone),
            "contact": {"role": said("site.contact"), "url": "https://example.org/contact"},
            "licence": {"name": site.licence.name, "url": str(site.licence.url)},
            "checked": self.today.isoformat(),
        }

    def _source(self, id: str, name: str) -> File:
        title = self.words.tell("source.title", name=name)
        return f"sources/{id}.yml", {
            "title": title,
            "publisher": name,
            "url": f"https://example.org/{id}",
            "accessed": self.today.isoformat(),
            "language": self.words.languages[0],
        }

    def _city(self, place: int, name: str) -> Record:
        area, other = self._areas(2)
        source = [f"city-{place}"]
        numbers = {"companies": self.chance.randint(3, 90), "jobs": self.chance.randint(100, 900)}
        named = {"place": name, "area": self._named(area), "other": self._named(other), **numbers}
        return {
            "name": name,
            "official_name": self.words.tell("city.official", place=name),
            "city_region": self.words.tell("city.region", place=name),
            "region": self.words.tell("city.province", province=place % 20 + 1),
            "location": self._location(),
            "role": self._any("network_role"),
            "order": min(place + 1, 999),
            "website": f"https://example.org/{slugify(name)}",
            "headline": self.words.tell("city.headline", **named),
            "summary": self.words.tell("city.summary", **named),
            "profile": self.words.tell("city.profile", **named),
            "sources": source,
            "strengths": [self._strength(id, source) for id in self._areas(self.chance.randint(2, 6))],
            "figures": [
                self._figure("population", self.chance.randint(5_000, 250_000), source),
                self._figure("jobs", numbers["jobs"], source),
            ],
            "sites": [self._a_site(name, source)],
            "investments": [self._investment(source)] if self.organisations else [],
            "contacts": [
                {"role": self.words.tell("city.contact"), "url": f"https://example.org/{slugify(name)}/invest"}
            ],
            "checked": self.today.isoformat(),
        }

    def _strength(self, area: str, sources: list[str]) -> Record:
        evidence = self.words.tell(
            "city.evidence", companies=self.chance.randint(2, 40), jobs=self.chance.randint(50, 900)
        )
        level, basis = self._any("level"), self._any("basis")
        return {"area": area, "level": level, "basis": basis, "evidence": evidence, "sources": sources}

    def _figure(self, kind: str, value: int, sources: list[str]) -> Record:
        return {
            "id": kind,
            "label": self.words.tell(f"city.{kind}"),
            "value": value,
            "unit": self._first("unit"),
            "headline": True,
            "as_of": self.today.year - self.chance.randint(0, 3),
            "sources": sources,
        }

    def _a_site(self, name: str, sources: list[str]) -> Record:
        return {
            "id": "park",
            "name": self.words.tell("city.site", place=name),
            "kind": self._any("site_kind"),
            "description": self.words.tell("city.site_description", plots=self.chance.randint(4, 60)),
            "sources": sources,
        }

    def _investment(self, sources: list[str]) -> Record:
        company = self.chance.choice(self.organisations)
        return {
            "id": "plant",
            "name": self.words.tell("city.investment", company=company),
            "organisation": slugify(company),
            "areas": self._areas(1),
            "status": self._any("investment_status"),
            "description": self.words.tell(
                "city.investment_description", company=company, jobs=self.chance.randint(20, 800)
            ),
            "as_of": self.today.year - self.chance.randint(0, 4),
            "sources": sources,
        }

    def _organisation(self, place: int, name: str) -> Record:
        return {
            "name": name,
            "kind": self._any("organisation_kind"),
            **({"city": slugify(self.chance.choice(self.cities))} if self.cities else {}),
            "areas": self._areas(self.chance.randint(1, 3)),
            "description": self.words.tell("organisation.description", name=name, jobs=self.chance.randint(2, 900)),
            "website": f"https://example.org/{slugify(name)}",
            "sources": [f"organisation-{place // SHARED_SOURCE}"],
            "checked": self.today.isoformat(),
        }

    def _project(self, place: int) -> Record:
        start = self.today.year - self.chance.randint(0, 8)
        partners = self._some(self.organisations, 4)
        return {
            "name": self.words.tell("project.name", acronym=f"P{place + 1}"),
            "start": start,
            "end": start + self.chance.randint(1, 4),
            "parties": [{"organisation": slugify(name), "role": self._any("party_role")} for name in partners],
            "cities": [slugify(name) for name in self._some(self.cities, 3)],
            "areas": self._areas(2),
            "summary": self.words.tell("project.summary"),
            "description": self.words.tell("project.description", parties=len(partners)),
            "sources": [f"project-{place // SHARED_SOURCE}"],
            "checked": self.today.isoformat(),
        }

    def _event(self, place: int) -> Record:
        start = self.today + timedelta(days=self.chance.randint(-365 * (YEARS - 1), 365))
        area = self._areas(1)
        city = self.chance.choice(self.cities) if self.cities else ""
        host = self._some(self.organisations, 1)
        return {
            "title": self.words.tell("event.title", area=self._named(area[0]), year=start.year),
            "kind": self._any("event_kind"),
            "start": start.isoformat(),
            **({"city": slugify(city), "venue": self.words.tell("event.venue", place=city)} if city else {}),
            "parties": [{"organisation": slugify(name), "role": self._any("party_role")} for name in host],
            "areas": area,
            "summary": self.words.tell("event.summary"),
            "description": self.words.tell("event.description", people=self.chance.randint(20, 900)),
            "url": f"https://example.org/events/{place + 1}",
            "sources": [f"event-{place // SHARED_SOURCE}"],
            "checked": self.today.isoformat(),
        }

    def _named(self, area: str) -> Said:
        record = self.hub.areas[area]
        return {code: record.short_name[code] for code in self.words.languages}

    def _areas(self, number: int) -> list[str]:
        return self._some(list(self.hub.areas), number)

    def _some(self, choices: Sequence[str], most: int) -> list[str]:
        return self.chance.sample(choices, min(most, len(choices)))

    def _any(self, vocabulary: str) -> str:
        return self.chance.choice(list(self.hub.vocabularies[vocabulary]))

    def _first(self, vocabulary: str) -> str:
        return next(iter(self.hub.vocabularies[vocabulary]))

    def _location(self) -> Record:
        """Return a place near a city of the real hub, so that it lies on the map."""
        near = self.chance.choice(list(self.hub.cities.values())).location
        shift = [self.chance.uniform(-0.6, 0.6) for _ in range(2)]
        return {"latitude": round(near.latitude + shift[0], 3), "longitude": round(near.longitude + 2 * shift[1], 3)}

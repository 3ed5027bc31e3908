"""Organisations and projects."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from knowledge_hub.model.base import Reference
from knowledge_hub.model.dates import Day, SomeDate
from knowledge_hub.model.entry import AreaRef, CityRef, Entry, Link, OrganisationRef, Party, Result, check_order
from knowledge_hub.model.figure import Amount, Figure
from knowledge_hub.model.text import LongText, Name, Text
from knowledge_hub.model.values import Line, Location, SourceRefs, Url


class Organisation(Entry):
    """A company, university, institute, park or public body."""

    name: Name
    """Full name; a plain string if it is the same in every language."""
    short_name: Line | None = None
    """Abbreviation in common use."""
    kind: Annotated[str, Reference("organisation_kind")]
    """Id of a kind of `data/vocabularies/organisation_kinds.yml`."""
    city: CityRef | None = None
    """City region it belongs to; leave out for national and foreign ones."""
    municipality: Name | None = None
    """Where it is, if not in the city itself."""
    location: Location | None = None
    """Place on the map."""
    areas: tuple[AreaRef, ...] = Field(min_length=1)
    """Expertise areas it works in, the main one first."""
    member_of: tuple[OrganisationRef, ...] = ()
    """Organisations it is part of."""
    description: LongText
    """What it does in the field, in two to four sentences."""
    figures: tuple[Figure, ...] = ()
    """Figures about it."""
    website: Url | None = None
    """Its own site."""
    sources: SourceRefs = Field(min_length=1)
    """Sources of the description."""
    checked: Day
    """Day an editor last went through the record."""


class Project(Entry):
    """A project of development, research or education."""

    name: Name
    """Full name."""
    short_name: Line | None = None
    """Acronym or short form."""
    start: SomeDate | None = None
    """When it began, as far as known."""
    end: SomeDate | None = None
    """When it ends or ended, as far as known."""
    programme: Name | None = None
    """Funding programme."""
    budget: Amount | None = None
    """Total cost."""
    funding: Amount | None = None
    """Public funding in it."""
    parties: tuple[Party, ...] = ()
    """Coordinator, partners and funders."""
    cities: tuple[CityRef, ...] = ()
    """City regions that take part."""
    areas: tuple[AreaRef, ...] = Field(min_length=1)
    """Expertise areas, the main one first."""
    summary: Text
    """One sentence for lists."""
    description: LongText
    """What it is for and what it does."""
    results: tuple[Result, ...] = ()
    """What came of it."""
    figures: tuple[Figure, ...] = ()
    """Figures about it."""
    website: Url | None = None
    """Its page."""
    links: tuple[Link, ...] = ()
    """Further reading."""
    sources: SourceRefs = Field(min_length=1)
    """Sources of the description."""
    checked: Day
    """Day an editor last went through the record."""

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        check_order(self.start, self.end)
        return self

"""Cities: strengths, sites and investments."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from knowledge_hub.model.base import Reference, Slug
from knowledge_hub.model.dates import Day
from knowledge_hub.model.entry import AreaRef, Contact, Entry, Link, OrganisationRef
from knowledge_hub.model.figure import Amount, Dated, Feature, Figure, Sourced
from knowledge_hub.model.text import LongText, Name, Text
from knowledge_hub.model.values import Location, SourceRefs, Team, Url


class Strength(Sourced):
    """What a city is good at, how strongly, and why we say so."""

    area: AreaRef
    """Id of the expertise area."""
    level: Annotated[str, Reference("level")]
    """Id of a level of `data/vocabularies/levels.yml`."""
    basis: Annotated[str, Reference("basis")]
    """Who says so: `editorial` is our reading of sources, `confirmed` the city's own."""
    evidence: LongText
    """Why, in a sentence or two."""
    organisations: tuple[OrganisationRef, ...] = ()
    """Organisations that carry the strength."""


class Site(Sourced):
    """An industrial park, plot, port or pilot facility."""

    id: Slug
    """Key of the site, unique within its city."""
    name: Name
    """Name of the site."""
    kind: Annotated[str, Reference("site_kind")]
    """Id of a kind of `data/vocabularies/site_kinds.yml`."""
    municipality: Name | None = None
    """Where it lies, if not in the city itself."""
    location: Location | None = None
    """Place on the map."""
    operator: OrganisationRef | None = None
    """Organisation that runs the site."""
    url: Url | None = None
    """Page of the site."""
    description: LongText
    """What the site is and what it suits."""
    features: tuple[Feature, ...] = ()
    """Comparable facts; what is not known is left out."""
    areas: tuple[AreaRef, ...] = ()
    """Expertise areas the site serves."""


class Investment(Dated):
    """A plant or other investment with its newest known status."""

    id: Slug
    """Key of the investment, unique within its city."""
    name: Text
    """What is built."""
    organisation: OrganisationRef | None = None
    """Who invests."""
    site: Slug | None = None
    """Key of the city's site it stands on."""
    municipality: Name | None = None
    """Where it lies, if not in the city itself."""
    areas: tuple[AreaRef, ...] = ()
    """Expertise areas it belongs to."""
    status: Annotated[str, Reference("investment_status")]
    """Newest known status; `as_of` is its date."""
    description: LongText
    """What is known, in neutral words."""
    amount: Amount | None = None
    """Size of the investment."""
    capacity: Amount | None = None
    """Planned or present output."""


class City(Entry):
    """A city region of the network."""

    name: Name
    """Name of the city; further languages (sv) are welcome."""
    official_name: Name
    """Name of the municipality as an organisation."""
    city_region: Name
    """The city with the municipalities around it, such as *Kuopio region*."""
    region: Name
    """Administrative region it lies in."""
    location: Location
    """Place of the city centre."""
    role: Annotated[str, Reference("network_role")]
    """Role in the network."""
    order: int = Field(strict=True, ge=1, le=999)
    """Place in lists; equal numbers are sorted by name."""
    website: Url
    """Website of the city."""
    headline: Text
    """What the region stands for, in one line of at most about 90 characters."""
    summary: Text
    """One or two sentences for cards, search engines and social media."""
    profile: LongText
    """The region's profile in two to four paragraphs."""
    sources: SourceRefs = Field(min_length=1)
    """Sources of headline, summary and profile."""
    strengths: tuple[Strength, ...] = ()
    """Levels by expertise area; an area without evidence is left out."""
    figures: tuple[Figure, ...] = ()
    """Key figures."""
    sites: tuple[Site, ...] = ()
    """Industrial parks, plots, ports and pilot facilities."""
    investments: tuple[Investment, ...] = ()
    """Plants and projects, also those on hold and cancelled."""
    contacts: tuple[Contact, ...] = ()
    """Whom an investor or partner asks."""
    links: tuple[Link, ...] = ()
    """Further reading."""
    maintainers: tuple[Team, ...] = Field(default=(), exclude=True)
    """Teams on the forge that look after the city's files, such as `"@org/team"`; not published."""
    checked: Day
    """Day an editor last went through the record."""

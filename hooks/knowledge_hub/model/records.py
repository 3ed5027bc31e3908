"""The records of a hub, one class for each folder of `data/`."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, model_validator

from knowledge_hub.model.base import Record, Reference, Slug, error
from knowledge_hub.model.dates import Day, Moment, PartialDate, SomeDate, SomeMoment
from knowledge_hub.model.figure import Amount, Dated, Feature, Figure, Sourced
from knowledge_hub.model.text import LongText, Name, Text
from knowledge_hub.model.values import Country, Email, LanguageCode, Line, Location, SourceRefs, TimeZone, Url

AreaRef = Annotated[str, Reference("area")]
CityRef = Annotated[str, Reference("city")]
OrganisationRef = Annotated[str, Reference("organisation")]


class Entry(Record):
    """A record with a file of its own; the file's name is its id."""

    id: str
    """Taken from the file's name; it is not written in the file."""
    aliases: tuple[Slug, ...] = ()
    """Former ids. Their addresses lead to this record for good."""


class Link(Record):
    """A link with a label."""

    label: Text
    """What the link leads to."""
    url: Url
    """The web address."""


class Contact(Record):
    """Whom to ask: an office or a role, never a person."""

    role: Text
    """What this contact answers for."""
    organisation: OrganisationRef | None = None
    """Id of the organisation."""
    url: Url | None = None
    """Contact page."""
    email: Email | None = None
    """Mail address of the office."""
    phone: Line | None = None
    """Switchboard or office number, with the country code."""


class Source(Entry):
    """Where a claim can be checked."""

    title: Name
    """Title of the page or publication."""
    publisher: Name
    """Who published it."""
    url: Url
    """Where it can be read."""
    published: SomeDate | None = None
    """When it was published; leave out if it does not say."""
    accessed: Day
    """When an editor last read it."""
    language: LanguageCode
    """Language it is written in."""


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
    order: int = Field(ge=1, le=999)
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
    checked: Day
    """Day an editor last went through the record."""


class Area(Entry):
    """An area of expertise."""

    name: Text
    """Name of the area."""
    short_name: Text
    """Name for narrow places such as the matrix, at most about 20 characters."""
    icon: Annotated[str, Reference("icon")]
    """Id of a drawing in `theme/assets/icons.svg`."""
    stage: Annotated[str, Reference("stage")]
    """Stage of the value chain."""
    order: int = Field(ge=1, le=999)
    """Place in lists."""
    definition: Text
    """What it is, in one sentence."""
    description: LongText
    """What it is about and how it fits in, in one to three paragraphs."""
    figures: tuple[Figure, ...] = ()
    """Policy and market figures."""
    terms: tuple[Annotated[str, Reference("term")], ...] = ()
    """Ids of glossary terms."""
    sources: SourceRefs = ()
    """Sources of the description."""
    checked: Day
    """Day an editor last went through the record."""


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
    """What it does in the value chain, in two to four sentences."""
    figures: tuple[Figure, ...] = ()
    """Figures about it."""
    website: Url | None = None
    """Its own site."""
    sources: SourceRefs = Field(min_length=1)
    """Sources of the description."""
    checked: Day
    """Day an editor last went through the record."""


class Party(Record):
    """Someone who takes part: a record of this hub, or just a name."""

    organisation: OrganisationRef | None = None
    """Id of an organisation of this hub."""
    name: Name | None = None
    """Name of one that has no record here."""
    role: Annotated[str, Reference("party_role")] | None = None
    """Its role."""
    task: Text | None = None
    """What it does, where a source tells."""

    @model_validator(mode="after")
    def _is_someone(self) -> Self:
        if (self.organisation is None) == (self.name is None):
            raise error("HUB028", why="a party needs either organisation or name", how="keep exactly one of the two")
        return self


class Result(Sourced):
    """One result of a project or outcome of an event."""

    text: LongText
    """What came of it."""


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
        _check_order(self.start, self.end)
        return self


class Registration(Record):
    """How to sign up for an event."""

    url: Url
    """Where to sign up."""
    deadline: SomeMoment | None = None
    """Last moment to sign up."""


class Event(Entry):
    """Something that happens on a date."""

    title: Name
    """Title of the event."""
    series: Annotated[str, Reference("event_series")] | None = None
    """Series it belongs to, such as a yearly conference."""
    kind: Annotated[str, Reference("event_kind")]
    """Id of a kind of `data/vocabularies/event_kinds.yml`."""
    start: SomeMoment
    """Year, month, day or minute it begins, as far as known."""
    end: SomeMoment | None = None
    """Last day or minute; leave out for one day or if not known."""
    time_zone: TimeZone | None = None
    """Time zone of times; the site's own if left out."""
    status: Annotated[str, Reference("event_status")] = Field(validate_default=True, default="scheduled")
    """Scheduled, moved online, postponed or cancelled."""
    attendance: Annotated[str, Reference("attendance_mode")] | None = None
    """On site, online or both; leave out if not known."""
    venue: Name | None = None
    """Building or place."""
    address: Line | None = None
    """Street address."""
    city: CityRef | None = None
    """City of the network it takes place in."""
    municipality: Name | None = None
    """Place outside the network's cities."""
    country: Country | None = None
    """Country, if it is not the site's own."""
    parties: tuple[Party, ...] = ()
    """Organisers and others."""
    areas: tuple[AreaRef, ...] = Field(min_length=1)
    """Expertise areas, the main one first."""
    languages: tuple[LanguageCode, ...] = ()
    """Languages of the event, as far as known."""
    summary: Text
    """One sentence for lists."""
    description: LongText | None = None
    """What it is about."""
    date_note: Text | None = None
    """What is known of a date that is not fully known."""
    figures: tuple[Figure, ...] = ()
    """Figures, such as the number of participants."""
    outcome: tuple[Result, ...] = ()
    """What came of it, afterwards."""
    url: Url | None = None
    """Its own page."""
    registration: Registration | None = None
    """How to sign up."""
    materials: tuple[Link, ...] = ()
    """Programme, slides, recordings, reports."""
    sources: SourceRefs = Field(min_length=1)
    """Where the date and the facts come from."""
    checked: Day
    """Day an editor last went through the record."""

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        _check_order(self.start, self.end)
        start, end = self.start, self.end
        if end and start.at and end.at and start.first == end.first and end.at < start.at:
            raise error("HUB052", ("end",), late_key="end", late=end, early_key="start", early=start)
        return self

    @property
    def last_day(self) -> date:
        """The day after which the event is certainly over."""
        return (self.end or self.start).last


class Term(Entry):
    """A term of the field, for the glossary."""

    term: Name
    """The term; further languages (sv) are welcome."""
    synonyms: tuple[Name, ...] = ()
    """Other words for the same, in each language."""
    definition: Text
    """What it means, in one or two sentences."""
    areas: tuple[AreaRef, ...] = ()
    """Areas it belongs to."""
    sources: SourceRefs = ()
    """Sources of the definition, where it rests on one."""


class SiteLanguage(Record):
    """A language of the site."""

    code: Line
    """Language code (BCP 47); also the folder of its pages."""
    name: Line
    """Its own name, as the language switch shows it."""
    locale: Line
    """Locale for dates and numbers, such as fi_FI or en_GB."""
    complete: bool = True
    """False while a language is being added: missing texts then show another language's."""


class Licence(Record):
    """Licence of the data."""

    name: Line
    """Short name, such as CC BY 4.0."""
    url: Url
    """Text of the licence."""


class Funding(Record):
    """Who pays, as the funder wants it shown."""

    statement: Text
    """Statement of support."""
    emblem: Line | None = None
    """File in `docs/assets/` that shows the emblem."""
    url: Url | None = None
    """Page about the support."""


class SiteSettings(Record):
    """The hub as a whole: `data/site.yml`."""

    name: Name
    """Name of the hub."""
    tagline: Text
    """What it is, in a few words."""
    description: Text
    """What it is, in one or two sentences."""
    introduction: LongText
    """Opening text of the front page."""
    about: LongText
    """Who we are and how this hub is made, for the page about it."""
    matrix_introduction: LongText
    """What the matrix shows and how to read it."""
    invest_introduction: LongText
    """Opening text of the page for investors."""
    languages: tuple[SiteLanguage, ...] = Field(min_length=1)
    """Languages, the default one first."""
    x_default: Line
    """Language for readers of none of them."""
    country: Country
    """Country of the network."""
    time_zone: TimeZone
    """Time zone of events that name none."""
    project: Annotated[str, Reference("project")] | None = None
    """The project behind the network."""
    publisher: Name
    """Who answers for the content."""
    contact: Contact
    """Whom to write to."""
    funding: Funding | None = None
    """Funder's statement."""
    licence: Licence
    """Licence of the data."""
    site_url: Url | None = None
    """Public address; SITE_URL in the environment overrides it."""
    repository_url: Url | None = None
    """Where the data is kept; REPOSITORY_URL in the environment overrides it."""
    repository_branch: Line = "main"
    """Branch that editors change."""
    sources: SourceRefs = ()
    """Sources of the texts above."""
    checked: Day
    """Day an editor last went through the record."""


def _check_order(start: PartialDate | None, end: PartialDate | None) -> None:
    if start and end and end.last < start.first:
        raise error("HUB052", ("end",), late_key="end", late=end, early_key="start", early=start)


def host(url: str) -> str:
    """Return the host of an address for display, without `www.`."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


Precision = Literal["year", "month", "day"]
__all__ = [
    "Area", "City", "Contact", "Entry", "Event", "Figure", "Investment", "Link", "Moment", "Organisation",
    "Party", "Project", "Site", "SiteSettings", "Source", "Strength", "Term", "host",
]

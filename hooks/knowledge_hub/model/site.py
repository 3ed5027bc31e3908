"""The hub as a whole: `data/site.yml`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from knowledge_hub.model.base import Record, Reference, Slug
from knowledge_hub.model.dates import Day
from knowledge_hub.model.entry import Contact
from knowledge_hub.model.text import LongText, Name, Text
from knowledge_hub.model.values import (
    Branch,
    Country,
    FileName,
    Flag,
    LanguageCode,
    Line,
    LocaleName,
    SourceRefs,
    TimeZone,
    Url,
)


class SiteLanguage(Record):
    """A language of the site."""

    code: LanguageCode
    """Language code (BCP 47); also the folder of its pages."""
    name: Line
    """Its own name, as the language switch shows it."""
    locale: LocaleName
    """Locale for dates and numbers, such as fi_FI or en_GB."""
    complete: Flag = True
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
    emblem: FileName | None = None
    """File in `docs/assets/` that shows the emblem."""
    url: Url | None = None
    """Page about the support."""


class SiteSettings(Record):
    """The hub as a whole: `data/site.yml`."""

    name: Name
    """Name of the hub."""
    namespace: Slug | None = None
    """A word that never changes, of which ids of calendar entries are made; the name of the hub if left out."""
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
    repository_branch: Branch = "main"
    """Branch that editors change."""
    sources: SourceRefs = ()
    """Sources of the texts above."""
    checked: Day
    """Day an editor last went through the record."""

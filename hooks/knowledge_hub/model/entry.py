"""What records of every kind are made of: ids, links, contacts, who takes part and what came of it."""

from __future__ import annotations

from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import model_validator

from knowledge_hub.model.base import Record, Reference, Slug, error
from knowledge_hub.model.dates import PartialDate
from knowledge_hub.model.figure import Sourced
from knowledge_hub.model.text import LongText, Name, Text
from knowledge_hub.model.values import Email, Line, Url
from knowledge_hub.phrase import Phrase

AreaRef = Annotated[str, Reference("area")]
CityRef = Annotated[str, Reference("city")]
OrganisationRef = Annotated[str, Reference("organisation")]


class Entry(Record):
    """A record with a file of its own; the file's name is its id."""

    id: str
    """Taken from the file's name; it is not written in the file."""
    aliases: tuple[Slug, ...] = ()
    """Former ids, the oldest first. Their addresses lead to this record for good."""


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
            raise error("HUB028", why=Phrase("why.party"), how=Phrase("how.party"))
        return self


class Result(Sourced):
    """One result of a project or outcome of an event."""

    text: LongText
    """What came of it."""


def check_order(start: PartialDate | None, end: PartialDate | None) -> None:
    """Refuse an end before its start.

    Raises:
        PydanticCustomError: With code HUB052.
    """
    if start and end and end.last < start.first:
        raise error("HUB052", ("end",), late_key="end", late=end, early_key="start", early=start)


def host(url: str) -> str:
    """Return the host of an address for display, without `www.`."""
    return (urlsplit(url).hostname or url).removeprefix("www.")

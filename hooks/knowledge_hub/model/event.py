"""Events."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from knowledge_hub.model.base import Record, Reference, error
from knowledge_hub.model.dates import Day, SomeMoment
from knowledge_hub.model.entry import AreaRef, CityRef, Entry, Link, Party, Result, check_order
from knowledge_hub.model.figure import Figure
from knowledge_hub.model.text import LongText, Name, Text
from knowledge_hub.model.values import Country, Currency, Flag, LanguageCode, Line, Number, SourceRefs, TimeZone, Url
from knowledge_hub.phrase import Phrase


class Registration(Record):
    """How to sign up for an event."""

    url: Url
    """Where to sign up."""
    deadline: SomeMoment | None = None
    """Last moment to sign up."""


class Admission(Record):
    """What it costs to take part; leave the whole group out if no source tells."""

    free: Flag | None = None
    """True if it costs nothing, false if it costs something."""
    price: Number | None = None
    """The ordinary price for one person; other prices go into the note."""
    currency: Currency | None = None
    """Currency of the price (ISO 4217), such as EUR."""
    note: Text | None = None
    """What else holds, such as who takes part free of charge."""

    @model_validator(mode="after")
    def _is_told_once(self) -> Self:
        if (self.price is None) != (self.currency is None):
            raise error("HUB028", why=Phrase("why.no-currency"), how=Phrase("how.no-currency"))
        if self.price is not None and self.price <= 0:
            raise error("HUB028", ("price",), why=Phrase("why.price-of-nothing"), how=Phrase("how.price-of-nothing"))
        if self.free and self.price is not None:
            raise error("HUB028", why=Phrase("why.free-with-price"), how=Phrase("how.free-with-price"))
        if self.free is None and self.price is None:
            raise error("HUB028", why=Phrase("why.no-price"), how=Phrase("how.no-price"))
        return self


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
    previous_start: SomeMoment | None = None
    """When it was first to begin, if it was moved; its address keeps that year."""
    time_zone: TimeZone | None = None
    """Time zone of times; the site's own if left out."""
    status: Annotated[str, Reference("event_status")] = Field(validate_default=True, default="scheduled")
    """Scheduled, moved online, rescheduled (to a new date), postponed (new date not known) or cancelled."""
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
    admission: Admission | None = None
    """What it costs to take part."""
    materials: tuple[Link, ...] = ()
    """Programme, slides, recordings, reports."""
    sources: SourceRefs = Field(min_length=1)
    """Where the date and the facts come from."""
    checked: Day
    """Day an editor last went through the record."""

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        check_order(self.start, self.end)
        start, end = self.start, self.end
        if end and start.at and end.at and start.first == end.first and end.at < start.at:
            raise error("HUB052", ("end",), late_key="end", late=end, early_key="start", early=start)
        return self

    @property
    def address_year(self) -> int:
        """The year in its address: the one first planned, so that an event that is moved keeps its address."""
        return (self.previous_start or self.start).year

    @property
    def last_day(self) -> date:
        """The day after which the event is certainly over."""
        return (self.end or self.start).last

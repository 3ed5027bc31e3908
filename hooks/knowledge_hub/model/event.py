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
from knowledge_hub.model.values import Country, LanguageCode, Line, SourceRefs, TimeZone, Url


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
        check_order(self.start, self.end)
        start, end = self.start, self.end
        if end and start.at and end.at and start.first == end.first and end.at < start.at:
            raise error("HUB052", ("end",), late_key="end", late=end, early_key="start", early=start)
        return self

    @property
    def last_day(self) -> date:
        """The day after which the event is certainly over."""
        return (self.end or self.start).last

"""Closed vocabularies: the choices that records refer to, kept as data with labels."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from knowledge_hub.model.base import Record, Reference, Slug, error
from knowledge_hub.model.text import Text, names_in
from knowledge_hub.model.values import Currency, Flag, Number, Url
from knowledge_hub.phrase import Phrase

Tone = Literal["good", "going", "waiting", "stopped", "plain"]
OrganisationType = Literal[
    "CollegeOrUniversity",
    "Consortium",
    "Corporation",
    "EducationalOrganization",
    "GovernmentOrganization",
    "NGO",
    "Organization",
    "ResearchOrganization",
]
"""Types of schema.org that an organisation may have."""
EventStatusType = Literal["EventCancelled", "EventMovedOnline", "EventPostponed", "EventRescheduled", "EventScheduled"]
AttendanceType = Literal["MixedEventAttendanceMode", "OfflineEventAttendanceMode", "OnlineEventAttendanceMode"]


class Choice(Record):
    """One allowed value."""

    id: Slug
    """What records write."""
    label: Text
    """What pages show."""
    description: Text | None = None
    """What it means, for readers and editors."""


class Level(Choice):
    """How strong a city is in an area."""

    weight: int = Field(strict=True, ge=1, le=9)
    """Order of strength; the highest is the strongest."""
    counts_as_strength: Flag
    """Whether a city at this level stands for the area in the matrix."""


class Stage(Choice):
    """A stage of the field, or a group of areas; its place in the file is its place on pages."""

    cross_cutting: Flag = False
    """True for what serves every stage."""
    next: Annotated[str, Reference("stage")] | None = None
    """Stage that follows; the last may lead back to an earlier one."""


class Toned(Choice):
    """A status that is shown with a tone, beside its word."""

    tone: Annotated[Tone, BeforeValidator(lambda value: value)] = "plain"
    """Colour and shape of its mark: good, going, waiting, stopped or plain."""


def _has_value(pattern: Text) -> Text:
    for language, words in pattern.items():
        if names_in(words) != frozenset({"value"}):
            raise error("HUB028", (language,), why=Phrase("why.no-number"), how=Phrase("how.no-number"))
    return pattern


class Patterned(Choice):
    """A choice that is written around a number."""

    pattern: Annotated[Text, AfterValidator(_has_value)]
    """How the number is written, with `{value}` for it, such as `about {value}` or `{value} t/a`."""


class Unit(Patterned):
    """A unit of numbers."""

    currency: Currency | None = None
    """Currency (ISO 4217), if it is money."""
    factor: Number = 1
    """What one unit is in the base unit; 1000000 for millions."""


class SiteFeature(Choice):
    """A feature by which sites can be compared."""

    measure: Literal["number", "yes-no", "words"] = "words"
    """How sites differ in it: by a number, by having it or not, or only in words."""
    unit: Annotated[str, Reference("unit")] | None = None
    """Unit of its numbers, the same for every site."""
    better: Literal["more", "less"] = "more"
    """Whether a site fits a need with at least the number asked for, or at most."""
    hint: Text | None = None
    """What the need means, beside its field in the site finder."""
    demand: int = Field(default=1, strict=True, ge=0, le=9)
    """How much investors ask for it; orders what the editors' report says is missing. 0 is never missed."""


class SiteKind(Choice):
    """A kind of site."""

    features: tuple[Annotated[str, Reference("site_feature")], ...] = ()
    """Features that investors ask of such a site; those that can be compared, if none are named."""


class FigureKind(Choice):
    """A kind of figure, by how fast it goes out of date."""

    fresh_months: Annotated[int, Field(ge=1, le=600)] | None = None
    """Months after its date for which a figure counts as fresh; leave out if it does not age."""


class EventSeries(Choice):
    """A series of events, such as a yearly conference."""

    url: Url | None = None
    """Its own page."""


class OrganisationKind(Choice):
    """A kind of organisation."""

    schema_type: OrganisationType = "Organization"
    """What schema.org calls it, for search engines; the general word, if no other is right for all of the kind."""


class EventStatus(Toned):
    """Whether an event takes place as it was announced."""

    schema_type: EventStatusType | None = None
    """What schema.org calls it, for search engines; leave out if it has no word for it."""


class AttendanceMode(Choice):
    """How one takes part in an event."""

    schema_type: AttendanceType | None = None
    """What schema.org calls it, for search engines: on site, online, or both."""


class PartyRole(Choice):
    """What someone does in a project or an event."""

    schema_property: Literal["organizer", "funder"] | None = None
    """What schema.org calls it, for search engines; leave out for those who simply take part."""


VOCABULARIES: dict[str, tuple[str, type[Choice]]] = {
    "attendance_mode": ("attendance_modes", AttendanceMode),
    "basis": ("bases", Choice),
    "bound": ("bounds", Patterned),
    "event_kind": ("event_kinds", Choice),
    "event_series": ("event_series", EventSeries),
    "event_status": ("event_statuses", EventStatus),
    "figure_kind": ("figure_kinds", FigureKind),
    "investment_status": ("investment_statuses", Toned),
    "level": ("levels", Level),
    "network_role": ("network_roles", Choice),
    "organisation_kind": ("organisation_kinds", OrganisationKind),
    "party_role": ("party_roles", PartyRole),
    "site_feature": ("site_features", SiteFeature),
    "site_kind": ("site_kinds", SiteKind),
    "stage": ("stages", Stage),
    "unit": ("units", Unit),
}
"""Kind of reference -> (file in `data/vocabularies/`, class of its items)."""

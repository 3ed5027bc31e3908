"""Figures: numbers with what a reader needs to trust them."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import model_validator

from knowledge_hub.model.base import Record, Reference, Slug, error
from knowledge_hub.model.dates import Day, PartialDate, SomeDate
from knowledge_hub.model.text import Text
from knowledge_hub.model.values import Flag, Number, NumberOrFlag, SourceRefs
from knowledge_hub.phrase import Phrase


class Sourced(Record):
    """A claim with at least one source."""

    sources: SourceRefs = ()
    """Ids of the sources that say so."""

    @model_validator(mode="after")
    def _has_source(self) -> Self:
        if not self.sources:
            raise error("HUB062", key=_this(self))
        return self


class Dated(Sourced):
    """A sourced claim that holds for a date."""

    as_of: SomeDate | None = None
    """Year, month or day that the claim describes."""
    seen: Day | None = None
    """Day an editor read it; only where the source gives no date."""

    @model_validator(mode="after")
    def _has_one_date(self) -> Self:
        if self.as_of is None and self.seen is None:
            raise error("HUB060", key=_this(self))
        if self.as_of is not None and self.seen is not None:
            raise error("HUB061", key=_this(self))
        return self

    @property
    def date(self) -> PartialDate:
        """The date the claim is known to hold for."""
        if self.as_of is not None:
            return self.as_of
        assert self.seen is not None
        return PartialDate(self.seen.year, self.seen.month, self.seen.day)


class Amount(Dated):
    """A number with its unit."""

    value: Number
    """The number, in `unit`."""
    unit: Annotated[str, Reference("unit")]
    """Id of a unit of `data/vocabularies/units.yml`."""
    bound: Annotated[str, Reference("bound")] | None = None
    """How exact it is (about, over, up to); leave out if exact."""


class Earlier(Sourced):
    """An earlier value of a figure, in the same unit and scope."""

    value: Number
    """The number, in the figure's unit."""
    as_of: SomeDate
    """Year, month or day it described."""


class Figure(Amount):
    """One key figure of a city, area, project or event."""

    id: Slug
    """Key of the figure, unique within its record."""
    label: Text
    """What is counted."""
    scope: Text | None = None
    """What the figure covers, where that is not plain (city, region, whole park)."""
    kind: Annotated[str, Reference("figure_kind")] | None = None
    """Kind of figure, which tells how long it stays fresh; leave out if it does not age."""
    history: tuple[Earlier, ...] = ()
    """Earlier values, in any order."""
    headline: Flag = False
    """True for the few figures that belong on cards and at the top of the page."""
    checked: Day | None = None
    """Day an editor last compared the figure with its source."""


class Feature(Dated):
    """One comparable feature of a site, such as its area or its rail link."""

    feature: Annotated[str, Reference("site_feature")]
    """Id of a feature of `data/vocabularies/site_features.yml`."""
    value: NumberOrFlag | None = None
    """The number in `unit`, or true or false; leave out where only words fit."""
    unit: Annotated[str, Reference("unit")] | None = None
    """Unit of a number."""
    bound: Annotated[str, Reference("bound")] | None = None
    """How exact the number is; leave out if exact."""
    note: Text | None = None
    """The feature in words, or what should be known beside the value."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.value is None and self.note is None:
            raise error("HUB028", why=Phrase("why.empty-feature"), how=Phrase("how.empty-feature"))
        is_number = self.value is not None and not isinstance(self.value, bool)
        if is_number and self.unit is None:
            raise error("HUB021", key="unit", hint=Phrase("hint.unit"))
        return self


def _this(claim: Sourced) -> Phrase:
    return Phrase(f"this.{type(claim).__name__.lower()}")

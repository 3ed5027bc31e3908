"""What the report is made of: checks, each of which is in order or a finding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from knowledge_hub.model.dates import PartialDate
from knowledge_hub.model.text import Text
from knowledge_hub.places import Place
from knowledge_hub.report import limits

Theme = Literal["investors", "strengths", "figures", "activity", "sources", "translations"]
THEMES: tuple[Theme, ...] = ("investors", "strengths", "figures", "activity", "sources", "translations")


@dataclass(frozen=True)
class Word:
    """Words of the interface, by their key."""

    key: str


@dataclass(frozen=True)
class Tongue:
    """The name of a language, by its code."""

    code: str


Said = Text | Word | Tongue | PartialDate | date | str
"""What a page says in its own language."""


@dataclass(frozen=True)
class Kind:
    """A kind of check.

    Attributes:
        theme: What it counts to.
        weight: How much it is worth, 1 to 9; some checks weigh themselves.
        days: Limit that its words tell, if it has one.
        counts: Whether it counts in the score; what is only told beforehand does not.
    """

    theme: Theme
    weight: int
    days: int | None = None
    counts: bool = True


KINDS: Mapping[str, Kind] = {
    "city_sites": Kind("investors", 9),
    "city_contacts": Kind("investors", 9),
    "site_features": Kind("investors", 9),
    "contact_direct": Kind("investors", 7),
    "investment_status": Kind("investors", 6, limits.INVESTMENT_STATUS),
    "city_strengths": Kind("strengths", 9),
    "strength_basis": Kind("strengths", 5),
    "strength_sources": Kind("strengths", 4),
    "figure_stale": Kind("figures", 5),
    "figure_soon": Kind("figures", 2, limits.SOON, counts=False),
    "figure_seen": Kind("figures", 1),
    "event_details": Kind("activity", 4),
    "event_day": Kind("activity", 4, limits.DAY_NEEDED),
    "event_outcome": Kind("activity", 2),
    "project_results": Kind("activity", 2),
    "organisation_website": Kind("activity", 1),
    "link_broken": Kind("sources", 6),
    "record_checked": Kind("sources", 3, limits.RECORD_CHECKED),
    "source_read": Kind("sources", 2, limits.SOURCE_READ),
    "source_http": Kind("sources", 1),
    "source_unused": Kind("sources", 1, counts=False),
    "translation_behind": Kind("translations", 5),
    "untranslated": Kind("translations", 4),
}
"""Every kind; those of equal worth are told in this order."""


@dataclass(frozen=True)
class Check:
    """One thing that was looked at.

    Attributes:
        kind: One of `KINDS`.
        cities: Ids of the city regions it concerns; none if it concerns all.
        place: Where it can be mended.
        done: Whether it is in order; else it is a finding.
        weight: How much it is worth.
        what: What it is about.
        detail: What else should be known of it, such as its date.
        subject: What several findings of the kind are about; they become one task.
    """

    kind: str
    cities: tuple[str, ...]
    place: Place
    done: bool
    weight: int
    what: Said
    detail: Said | None = None
    subject: Text | None = None

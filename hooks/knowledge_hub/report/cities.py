"""Checks of cities: sites, contacts, investments and strengths."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from knowledge_hub.hub import Hub
from knowledge_hub.model.records import City, Site
from knowledge_hub.model.vocabulary import SiteFeature, SiteKind, Toned
from knowledge_hub.report import limits
from knowledge_hub.report.finding import Check, Word
from knowledge_hub.report.rules import Asked
from knowledge_hub.sites import needs

CONFIRMED = "confirmed"
"""Basis of a strength that the city itself stands for; the vocabulary may lack it."""
UNDER_WAY = frozenset({"going", "waiting"})
"""Tones of a status that will change."""


def checks(asked: Asked) -> Iterator[Check]:
    """Check every city's own record."""
    for city in asked.hub.cities.values():
        yield from sites(asked, city)
        yield from contacts(asked, city)
        yield from investments(asked, city)
        yield from strengths(asked, city)


def sites(asked: Asked, city: City) -> Iterator[Check]:
    """Ask for a site, and for each feature that investors ask of its kind."""
    record = ("city", city.id)
    yield asked.check("city_sites", record, ("sites",), Word("city.sites"), done=bool(city.sites))
    for index, site in enumerate(city.sites):
        told = {item.feature for item in site.features}
        for feature in features_of(asked.hub, site):
            yield asked.check(
                "site_features",
                record,
                ("sites", index, "features"),
                feature.label,
                done=feature.id in told,
                subject=site.name,
                weight=feature.demand,
            )


def features_of(hub: Hub, site: Site) -> list[SiteFeature]:
    """Return the features that investors ask of a site, those they ask for most first."""
    ids = cast(SiteKind, hub.choice("site_kind", site.kind)).features
    asked = [cast(SiteFeature, hub.choice("site_feature", id)) for id in ids] or needs(hub)
    return sorted((feature for feature in asked if feature.demand), key=lambda feature: -feature.demand)


def contacts(asked: Asked, city: City) -> Iterator[Check]:
    """Ask for a contact, and for a way to reach one at once."""
    record, loc = ("city", city.id), ("contacts",)
    yield asked.check("city_contacts", record, loc, Word("city.contacts"), done=bool(city.contacts))
    if city.contacts:
        direct = any(item.email or item.phone for item in city.contacts)
        yield asked.check("contact_direct", record, loc, Word("city.contacts"), done=direct)


def investments(asked: Asked, city: City) -> Iterator[Check]:
    """Ask for news of investments that are planned or being built."""
    for index, item in enumerate(city.investments):
        status = cast(Toned, asked.hub.choice("investment_status", item.status))
        if status.tone in UNDER_WAY:
            yield asked.check(
                "investment_status",
                ("city", city.id),
                ("investments", index, "status"),
                item.name,
                done=asked.days_since(item.date.last) <= limits.INVESTMENT_STATUS,
                detail=item.date,
            )


def strengths(asked: Asked, city: City) -> Iterator[Check]:
    """Ask for strengths, for the city's own word on each, and for a second source of the strongest."""
    hub, record = asked.hub, ("city", city.id)
    yield asked.check("city_strengths", record, ("strengths",), Word("city.strengths"), done=bool(city.strengths))
    highest = max(level.weight for level in map(hub.level, hub.vocabularies["level"]))
    for index, item in enumerate(city.strengths):
        area, level = hub.areas[item.area].name, hub.level(item.level)
        if CONFIRMED in hub.vocabularies["basis"]:
            confirmed = item.basis == CONFIRMED
            loc = ("strengths", index, "basis")
            yield asked.check("strength_basis", record, loc, area, done=confirmed, detail=level.label)
        if level.weight == highest:
            several = len(item.sources) > 1
            yield asked.check("strength_sources", record, ("strengths", index, "sources"), area, done=several)

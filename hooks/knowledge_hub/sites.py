"""Sites against needs: what a site has of each feature, and how sites are ranked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, cast

from knowledge_hub.hub import Hub
from knowledge_hub.model.figure import Feature
from knowledge_hub.model.records import City, Site
from knowledge_hub.model.vocabulary import SiteFeature

Answer = Literal["met", "unmet", "unknown"]
Known = float | bool | None
"""What is known of a feature: a number in its unit, having it or not, or nothing that can be compared."""


@dataclass(frozen=True)
class Place:
    """A site with its city, and what is known of each feature that can be asked for."""

    city: City
    site: Site
    known: Mapping[str, Known]


def needs(hub: Hub) -> list[SiteFeature]:
    """Return the features that can be asked for, in the order of the vocabulary."""
    features = (cast(SiteFeature, choice) for choice in hub.vocabularies["site_feature"].values())
    return [feature for feature in features if feature.measure != "words"]


def places(hub: Hub) -> list[Place]:
    """Return every site of every city."""
    asked = needs(hub)
    return [
        Place(city, site, {need.id: known(need, site.features) for need in asked})
        for city in hub.cities.values()
        for site in city.sites
    ]


def known(need: SiteFeature, features: Iterable[Feature]) -> Known:
    """Return what can be compared of a site's feature.

    A feature of yes or no that is only described in words is there. A number
    that is only described in words is not known.
    """
    found = next((item for item in features if item.feature == need.id), None)
    if found is None:
        return None
    if need.measure == "yes-no":
        return found.value if isinstance(found.value, bool) else True
    return float(found.value) if found.value is not None and not isinstance(found.value, bool) else None


def answer(need: SiteFeature, wanted: float | bool, has: Known) -> Answer:
    """Tell whether what a site has meets a need.

    Parameters:
        need: The feature.
        wanted: The least number (or the most, where less is better), or `True`.
        has: What is known of the site.
    """
    if has is None:
        return "unknown"
    if need.measure == "yes-no":
        return "met" if has else "unmet"
    return "met" if (has <= wanted if need.better == "less" else has >= wanted) else "unmet"


def rank(hub: Hub, wanted: Mapping[str, float | bool]) -> list[tuple[Place, Mapping[str, Answer]]]:
    """Rank the sites by how they answer to needs: fewest not met, then most met, then as listed.

    The site finder's script ranks in the same way; a browser test compares the two.
    """
    asked = {need.id: need for need in needs(hub)}
    found = [
        (place, {id: answer(asked[id], value, place.known[id]) for id, value in wanted.items()})
        for place in places(hub)
    ]
    return sorted(found, key=lambda pair: (_count(pair[1], "unmet"), -_count(pair[1], "met")))


def _count(answers: Mapping[str, Answer], kind: Answer) -> int:
    return sum(given == kind for given in answers.values())

"""Pages for investors: the way in, the site finder and the investments."""

from __future__ import annotations

import json
from collections import Counter
from typing import cast

from markupsafe import Markup

from knowledge_hub.hub import Hub
from knowledge_hub.model.vocabulary import Toned
from knowledge_hub.pages.chart import Part, stacked_bars
from knowledge_hub.pages.spec import Spec, words
from knowledge_hub.pages.view import View
from knowledge_hub.sites import Place, needs, places

PARENT = "invest"


def specs(hub: Hub) -> list[Spec]:
    """Give the three pages."""
    sites = places(hub)
    investments = [(city, item) for city in hub.cities.values() for item in city.investments]
    index = Spec(
        path=PARENT,
        kind="invest",
        title=words("nav.invest"),
        description=words("invest.description"),
        data=lambda view: {"sites": sites, "investments": investments},
    )
    finder = Spec(
        path=f"{PARENT}/sites",
        kind="sites",
        styles=("choices", "opened"),
        title=words("finder.title"),
        description=words("finder.description"),
        data=lambda view: {"needs": needs(hub), "places": [(place, _known(place)) for place in sites]},
        parents=("", PARENT),
        scripts=("finder",),
    )
    made = Spec(
        path=f"{PARENT}/investments",
        kind="investments",
        styles=("charts",),
        title=words("invest.investments_title"),
        description=words("invest.investments_description"),
        data=lambda view: {"investments": investments, "statuses": _statuses(hub), "chart": _chart(hub, view)},
        parents=("", PARENT),
    )
    return [index, finder, made]


def _known(place: Place) -> str:
    """Write what is known of a site for the finder's script."""
    return json.dumps({key: value for key, value in place.known.items() if value is not None})


def _statuses(hub: Hub) -> list[tuple[Toned, dict[str, int]]]:
    """Count the investments of each city by status, leaving out statuses that none has."""
    counts: Counter[tuple[str, str]] = Counter(
        (str(item.status), city.id) for city in hub.cities.values() for item in city.investments
    )
    return [
        (cast(Toned, status), {city: counts[status.id, city] for city in hub.cities})
        for status in hub.vocabularies["investment_status"].values()
        if any(counts[status.id, city] for city in hub.cities)
    ]


def _chart(hub: Hub, view: View) -> Markup | None:
    statuses = _statuses(hub)
    rows = [
        (
            view.plain(city.name),
            [Part(counts[city.id], status.tone, view.plain(status.label)) for status, counts in statuses],
        )
        for city in hub.cities.values()
        if city.investments
    ]
    return stacked_bars(rows, view.ui("invest.chart")) if rows else None

"""The page for investors: sites, investments and whom to ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, cast

from markupsafe import Markup

from knowledge_hub.hub import Hub
from knowledge_hub.model.vocabulary import Toned
from knowledge_hub.pages.chart import Part, stacked_bars
from knowledge_hub.pages.spec import Spec, words
from knowledge_hub.pages.view import View


def specs(hub: Hub) -> list[Spec]:
    """Give the page for investors."""

    def data(view: View) -> Mapping[str, Any]:
        return {
            "sites": [(city, site) for city in hub.cities.values() for site in city.sites],
            "investments": [(city, item) for city in hub.cities.values() for item in city.investments],
            "statuses": _statuses(hub),
            "chart": _chart(hub, view),
        }

    return [
        Spec(
            path="invest",
            kind="invest",
            title=words("nav.invest"),
            description=words("invest.description"),
            data=data,
        )
    ]


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

"""The front page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from knowledge_hub.changes.news import News
from knowledge_hub.feeds.names import EVENTS, NEWS
from knowledge_hub.hub import Hub
from knowledge_hub.matrix import Matrix, Row
from knowledge_hub.model.figure import Figure
from knowledge_hub.model.records import City, Investment
from knowledge_hub.model.vocabulary import Choice
from knowledge_hub.pages.events import split
from knowledge_hub.pages.map import Outline
from knowledge_hub.pages.news import newest
from knowledge_hub.pages.spec import Spec
from knowledge_hub.pages.view import View

SHOWN_EVENTS = 3
SHOWN_NEWS = 4
SHOWN_CHANGES = 5
WAYS_IN = (("visitor", "areas"), ("investor", "invest"), ("partner", "participate"), ("analyst", "data"))


def specs(hub: Hub, table: Matrix, outline: Outline | None, today: date, told: News) -> list[Spec]:
    """Give the front page."""
    calendar = split(hub, today)

    def data(view: View) -> Mapping[str, Any]:
        return {
            "cities": [(city, table.of_city(city.id)) for city in table.cities],
            "stages": stages(hub, table),
            "figures": headline_figures(hub),
            "changes": newest(told, view, today, SHOWN_CHANGES),
            "news": newest_investments(hub),
            "coming": calendar.coming[:SHOWN_EVENTS],
            "latest": calendar.past[:SHOWN_EVENTS],
            "map": outline.svg(view) if outline else None,
            "tally": [
                ("cities", len(hub.cities), "cities"),
                ("organisations", len(hub.organisations), "organisations"),
                ("projects", len(hub.projects), "projects"),
                ("sources", len(hub.sources), "sources"),
            ],
            "ways": WAYS_IN,
        }

    return [
        Spec(
            path="",
            kind="home",
            styles=("home", "choices"),
            data=data,
            parents=(),
            edit="data/site.yml",
            scripts=("map", "events"),
            feeds=(EVENTS, NEWS),
            checked=hub.site.checked,
            title=lambda view: f"{view.plain(hub.site.name)} – {view.plain(hub.site.tagline)}",
            nav_title=lambda view: view.ui("nav.home"),
            description=lambda view: view.plain(hub.site.description),
        )
    ]


def stages(hub: Hub, table: Matrix) -> list[tuple[Choice, list[Row]]]:
    """Areas along the value chain, without stages that have none."""
    found = [
        (stage, [row for row in table.rows if row.area.stage == stage.id])
        for stage in hub.vocabularies["stage"].values()
    ]
    return [(stage, rows) for stage, rows in found if rows]


def headline_figures(hub: Hub) -> list[tuple[City, Figure]]:
    """Return the first headline figure of each city."""
    found = ((city, next((item for item in city.figures if item.headline), None)) for city in hub.cities.values())
    return [(city, item) for city, item in found if item is not None]


def newest_investments(hub: Hub) -> list[tuple[City, Investment]]:
    """Return the investments whose status is known from the latest dates, of at most one a company."""
    found = [(city, item) for city in hub.cities.values() for item in city.investments if item.as_of]
    found.sort(key=lambda pair: (-pair[1].date.first.toordinal(), pair[1].id))
    companies: set[str] = set()
    shown: list[tuple[City, Investment]] = []
    for city, item in found:
        company = item.organisation or item.id
        if company not in companies:
            companies.add(company)
            shown.append((city, item))
    return shown[:SHOWN_NEWS]

"""Cities side by side: any of them on one page, and a page for each pair."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any

from knowledge_hub.hub import Hub
from knowledge_hub.matrix import Matrix, Pair, pairs
from knowledge_hub.model.records import City
from knowledge_hub.pages.spec import Spec, words
from knowledge_hub.pages.view import View

PARENT = "compare"


def path_of(pair: Pair) -> str:
    """Return the path of a pair's page."""
    return f"{PARENT}/{pair.first.id}-{pair.second.id}"


def aliases_of(pair: Pair) -> tuple[str, ...]:
    """Return the former paths of a pair's page: those with a former id of a city."""
    names = [(city.id, *city.aliases) for city in (pair.first, pair.second)]
    return tuple(f"{PARENT}/{first}-{second}" for first, second in product(*names))[1:]


def specs(hub: Hub, table: Matrix) -> list[Spec]:
    """Give the page that compares any cities, and a page for each pair."""
    found = pairs(table)
    index = Spec(
        path=PARENT,
        kind="compare",
        styles=("choices", "compare"),
        title=words("nav.compare"),
        description=words("compare.description"),
        data=lambda view: {
            "table": table,
            "pairs": [(pair, path_of(pair)) for pair in found],
            "counts": {city.id: _counts(hub, city) for city in table.cities},
        },
        scripts=("compare",),
    )
    return [index, *(_page(hub, pair) for pair in found)]


def _counts(hub: Hub, city: City) -> dict[str, int]:
    return {
        "organisations": len(hub.organisations_of(city.id)),
        "projects": len(hub.projects_of(city.id)),
        "sites": len(city.sites),
        "investments": len(city.investments),
    }


def _page(hub: Hub, pair: Pair) -> Spec:
    cities = (pair.first, pair.second)
    joint = [item for item in hub.projects.values() if all(city.id in item.cities for city in cities)]

    def data(view: View) -> Mapping[str, Any]:
        return {"pair": pair, "cities": cities, "joint": joint}

    def title(view: View) -> str:
        return f"{view.plain(pair.first.name)} – {view.plain(pair.second.name)}"

    return Spec(
        path=path_of(pair),
        kind="pair",
        styles=("compare",),
        title=lambda view: view.ui(
            "compare.pair_title", first=view.plain(pair.first.name), second=view.plain(pair.second.name)
        ),
        nav_title=title,
        description=lambda view: view.ui(
            "compare.pair_description", first=view.plain(pair.first.name), second=view.plain(pair.second.name)
        ),
        data=data,
        parents=("", PARENT),
        aliases=aliases_of(pair),
        checked=min(city.checked for city in cities),
    )

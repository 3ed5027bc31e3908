"""The matrix of cities and areas, with its explanation in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from knowledge_hub.hub import Hub
from knowledge_hub.matrix import Matrix, complements
from knowledge_hub.pages.spec import Spec, words
from knowledge_hub.pages.view import View


def specs(hub: Hub, table: Matrix) -> list[Spec]:
    """Give the page of the matrix."""
    levels = sorted(hub.vocabularies["level"].values(), key=lambda level: -hub.level(level.id).weight)

    def data(view: View) -> Mapping[str, Any]:
        return {"table": table, "levels": levels, "pairs": _pairs(hub, table)}

    return [
        Spec(
            path="matrix", kind="matrix", title=words("nav.matrix"), description=words("matrix.description"), data=data
        )
    ]


def _pairs(hub: Hub, table: Matrix) -> list[tuple[Any, ...]]:
    """Pairs of cities that complete each other: what each brings, and what both have."""
    places = {city.id: place for place, city in enumerate(table.cities)}
    found = []
    for (first, second), rows in complements(table).items():
        one, two = places[first], places[second]
        gives = [row.area.id for row in rows if row.cells[one].counts]
        takes = [row.area.id for row in rows if row.cells[two].counts]
        shared = [row.area.id for row in table.rows if row.cells[one].counts and row.cells[two].counts]
        found.append((hub.cities[first], hub.cities[second], gives, takes, shared))
    return found

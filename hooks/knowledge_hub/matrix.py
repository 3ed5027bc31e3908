"""The matrix of cities and areas, and what it tells: sole and shared strengths, thin areas, gaps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from knowledge_hub.hub import Hub
from knowledge_hub.model.records import Area, City, Strength
from knowledge_hub.model.vocabulary import Level

Standing = Literal["sole", "shared", "thin", "gap"]
"""Of an area: one city is strong in it, several are, some only support it, nobody is there."""


@dataclass(frozen=True)
class Cell:
    """What one city is in one area; `strength` is `None` where nothing is known."""

    city: City
    area: Area
    strength: Strength | None = None
    level: Level | None = None

    @property
    def counts(self) -> bool:
        """Whether the city stands for the area."""
        return self.level is not None and self.level.counts_as_strength


@dataclass(frozen=True)
class Row:
    """One area across all cities, in the order of the cities."""

    area: Area
    cells: tuple[Cell, ...]

    @property
    def strong(self) -> tuple[Cell, ...]:
        """Cells of the cities that stand for the area, strongest first."""
        return tuple(sorted((cell for cell in self.cells if cell.counts), key=_weight))

    @property
    def supporting(self) -> tuple[Cell, ...]:
        """Cells of the cities that only support the area."""
        return tuple(cell for cell in self.cells if cell.strength and not cell.counts)

    @property
    def standing(self) -> Standing:
        """How well the network covers the area."""
        if len(self.strong) > 1:
            return "shared"
        if self.strong:
            return "sole"
        return "thin" if self.supporting else "gap"


@dataclass(frozen=True)
class Matrix:
    """All areas across all cities."""

    cities: tuple[City, ...]
    rows: tuple[Row, ...]

    def with_standing(self, standing: Standing) -> tuple[Row, ...]:
        """Rows in which the network stands like this."""
        return tuple(row for row in self.rows if row.standing == standing)

    def of_city(self, city: str) -> tuple[Cell, ...]:
        """Cells of a city in which it does something, strongest first."""
        cells = (cell for row in self.rows for cell in row.cells if cell.city.id == city and cell.strength)
        return tuple(sorted(cells, key=_weight))


def matrix(hub: Hub) -> Matrix:
    """Compute the matrix of a hub."""
    return Matrix(
        cities=tuple(hub.cities.values()),
        rows=tuple(
            Row(area, tuple(_cell(hub, city, area) for city in hub.cities.values())) for area in hub.areas.values()
        ),
    )


def complements(table: Matrix) -> Mapping[tuple[str, str], tuple[Row, ...]]:
    """Areas in which exactly one of two cities is strong, by pair of city ids.

    A pair is listed once, in the order of the cities; both cities of a pair
    bring at least one area that the other lacks.
    """
    found: dict[tuple[str, str], tuple[Row, ...]] = {}
    for first_place, first in enumerate(table.cities):
        for second_place in range(first_place + 1, len(table.cities)):
            second = table.cities[second_place]
            rows = [row for row in table.rows if row.cells[first_place].counts != row.cells[second_place].counts]
            gives = {row.cells[first_place].counts for row in rows}
            if gives == {True, False}:
                found[first.id, second.id] = tuple(rows)
    return found


def _cell(hub: Hub, city: City, area: Area) -> Cell:
    strength = next((item for item in city.strengths if item.area == area.id), None)
    return Cell(city, area, strength, hub.level(strength.level) if strength else None)


def _weight(cell: Cell) -> int:
    return -cell.level.weight if cell.level else 0

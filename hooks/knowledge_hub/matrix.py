"""The matrix of cities and areas, and what it tells: sole and shared strengths, thin areas, gaps."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from knowledge_hub.hub import Hub
from knowledge_hub.model.records import Area, City, Strength
from knowledge_hub.model.vocabulary import Level

Standing = Literal["sole", "shared", "thin", "gap"]
"""Of an area: one city is strong in it, several are, some only support it, nobody is there."""


ALL_PAIRED = 20
"""Cities of which every two are a pair."""
PARTNERS = 8
"""Pairs of each city in a larger network."""


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


@dataclass(frozen=True)
class Pair:
    """Two cities and what they are to each other.

    Attributes:
        gives: Areas in which only the first is strong.
        takes: Areas in which only the second is strong.
        shared: Areas in which both are strong.
        rows: Every area in which at least one of them does something, with both cells.
    """

    first: City
    second: City
    gives: tuple[str, ...]
    takes: tuple[str, ...]
    shared: tuple[str, ...]
    rows: tuple[tuple[Row, Cell, Cell], ...]


def pairs(table: Matrix) -> list[Pair]:
    """Give the pairs of cities, each once, in the order of the cities.

    In a network of many cities, these are not all pairs, of which there would be more than
    of anything else, but those of each city with the `PARTNERS` that complement it best.
    """
    found = [(one, two, _pair(table, one, two)) for one, two in combinations(range(len(table.cities)), 2)]
    if len(table.cities) <= ALL_PAIRED:
        return [pair for _, _, pair in found]
    near: dict[int, list[tuple[int, int, int]]] = {}
    for one, two, pair in found:
        rank = (-len(pair.gives) - len(pair.takes), one, two)
        for city in (one, two):
            near.setdefault(city, []).append(rank)
    kept = {rank[1:] for ranks in near.values() for rank in sorted(ranks)[:PARTNERS]}
    return [pair for one, two, pair in found if (one, two) in kept]


def _pair(table: Matrix, one: int, two: int) -> Pair:
    rows = [(row, row.cells[one], row.cells[two]) for row in table.rows]
    return Pair(
        first=table.cities[one],
        second=table.cities[two],
        gives=tuple(row.area.id for row, a, b in rows if a.counts and not b.counts),
        takes=tuple(row.area.id for row, a, b in rows if b.counts and not a.counts),
        shared=tuple(row.area.id for row, a, b in rows if a.counts and b.counts),
        rows=tuple((row, a, b) for row, a, b in rows if a.strength or b.strength),
    )


def _cell(hub: Hub, city: City, area: Area) -> Cell:
    strength = next((item for item in city.strengths if item.area == area.id), None)
    return Cell(city, area, strength, hub.level(strength.level) if strength else None)


def _weight(cell: Cell) -> int:
    return -cell.level.weight if cell.level else 0

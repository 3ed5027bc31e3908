"""The matrix of cities and areas, against cases worked out by hand."""

from __future__ import annotations

import dataclasses
from collections import Counter
from types import MappingProxyType

import pytest
from knowledge_hub.hub import Hub
from knowledge_hub.matrix import ALL_PAIRED, PARTNERS, Matrix, matrix, pairs
from small_hub import minimal_hub

HUB = minimal_hub()
CASE = {
    "aalto": {"salts": "core", "cells": "supporting", "recycling": "strong"},
    "berg": {"salts": "strong", "water": "supporting"},
    "cove": {"cells": "supporting", "recycling": "supporting"},
}
AREAS = ("salts", "cells", "recycling", "water", "skills")
"""In the network: salts shared, cells thin, recycling sole, water thin, skills a gap."""


def hub_of(levels: dict[str, dict[str, str]], areas: tuple[str, ...] = AREAS) -> Hub:
    """Make a hub whose cities have these levels: city -> area -> level."""
    city, area = HUB.cities["korpi"], HUB.areas["salts"]
    strength = city.strengths[0]

    def strengths(of: dict[str, str]) -> tuple[object, ...]:
        return tuple(strength.model_copy(update={"area": area, "level": level}) for area, level in of.items())

    cities = {id: city.model_copy(update={"id": id, "strengths": strengths(of)}) for id, of in levels.items()}
    return dataclasses.replace(
        HUB,
        cities=MappingProxyType(cities),
        areas=MappingProxyType({id: area.model_copy(update={"id": id}) for id in areas}),
    )


@pytest.fixture
def table() -> Matrix:
    """The matrix of the case above."""
    return matrix(hub_of(CASE))


def test_rows_are_areas_and_columns_are_cities_in_their_order(table: Matrix) -> None:
    assert [row.area.id for row in table.rows] == list(AREAS)
    assert [city.id for city in table.cities] == list(CASE)
    assert all([cell.city.id for cell in row.cells] == list(CASE) for row in table.rows)


def test_a_cell_holds_the_strength_or_nothing(table: Matrix) -> None:
    levels = {row.area.id: [cell.level.id if cell.level else None for cell in row.cells] for row in table.rows}
    assert levels == {
        "salts": ["core", "strong", None],
        "cells": ["supporting", None, "supporting"],
        "recycling": ["strong", None, "supporting"],
        "water": [None, "supporting", None],
        "skills": [None, None, None],
    }


@pytest.mark.parametrize(
    ("area", "standing", "strong", "supporting"),
    [
        ("salts", "shared", ["aalto", "berg"], []),
        ("cells", "thin", [], ["aalto", "cove"]),
        ("recycling", "sole", ["aalto"], ["cove"]),
        ("water", "thin", [], ["berg"]),
        ("skills", "gap", [], []),
    ],
)
def test_the_standing_of_an_area_counts_the_cities_that_are_strong_in_it(table: Matrix, area: str, standing: str, strong: list[str], supporting: list[str]) -> None:
    (row,) = [row for row in table.rows if row.area.id == area]
    assert row.standing == standing
    assert [cell.city.id for cell in row.strong] == strong
    assert [cell.city.id for cell in row.supporting] == supporting


def test_areas_can_be_listed_by_their_standing(table: Matrix) -> None:
    found = {standing: [row.area.id for row in table.with_standing(standing)] for standing in ("sole", "shared", "thin", "gap")}
    assert found == {"sole": ["recycling"], "shared": ["salts"], "thin": ["cells", "water"], "gap": ["skills"]}


def test_the_strongest_come_first_and_equals_stay_in_the_order_of_cities() -> None:
    levels = {"a": {"salts": "strong"}, "b": {"salts": "core"}, "c": {"salts": "strong"}, "d": {"salts": "core"}}
    (row, *_) = matrix(hub_of(levels)).rows
    assert [cell.city.id for cell in row.strong] == ["b", "d", "a", "c"]


def test_what_a_city_does_is_listed_strongest_first_then_in_the_order_of_areas(table: Matrix) -> None:
    assert [cell.area.id for cell in table.of_city("aalto")] == ["salts", "recycling", "cells"]
    assert [cell.area.id for cell in table.of_city("berg")] == ["salts", "water"]
    assert table.of_city("nowhere") == ()


def test_every_two_cities_are_compared_once(table: Matrix) -> None:
    assert [(pair.first.id, pair.second.id) for pair in pairs(table)] == [("aalto", "berg"), ("aalto", "cove"), ("berg", "cove")]
    assert pairs(matrix(hub_of({"alone": {"salts": "core"}}))) == []


@pytest.mark.parametrize(
    ("first", "second", "gives", "takes", "shared", "rows"),
    [
        ("aalto", "berg", ["recycling"], [], ["salts"], ["salts", "cells", "recycling", "water"]),
        ("aalto", "cove", ["salts", "recycling"], [], [], ["salts", "cells", "recycling"]),
        ("berg", "cove", ["salts"], [], [], ["salts", "cells", "recycling", "water"]),
    ],
)
def test_a_pair_tells_what_each_brings_and_what_both_are_strong_in(
    table: Matrix, first: str, second: str, gives: list[str], takes: list[str], shared: list[str], rows: list[str]
) -> None:
    (pair,) = [pair for pair in pairs(table) if (pair.first.id, pair.second.id) == (first, second)]
    assert (list(pair.gives), list(pair.takes), list(pair.shared)) == (gives, takes, shared)
    assert [row.area.id for row, _, _ in pair.rows] == rows
    assert all((one.city.id, two.city.id) == (first, second) for _, one, two in pair.rows)


def test_two_cities_complement_each_other_both_ways() -> None:
    levels = {"a": {"salts": "core", "cells": "supporting"}, "b": {"cells": "strong", "salts": "supporting"}}
    (pair,) = pairs(matrix(hub_of(levels)))
    assert (pair.gives, pair.takes, pair.shared) == (("salts",), ("cells",), ())


def test_a_hub_without_cities_has_gaps_only() -> None:
    assert [row.standing for row in matrix(hub_of({})).rows] == ["gap"] * len(AREAS)


def test_the_matrix_of_the_small_hub_is_that_of_its_files() -> None:
    found = {row.area.id: row.standing for row in matrix(HUB).rows}
    assert found == {"salts": "sole", "recycling": "sole"}


def test_in_a_large_network_each_city_is_paired_with_a_few_that_complement_it() -> None:
    """The number of pairs grows with the cities, not with their square."""
    found = {}
    for number in (ALL_PAIRED, 2 * ALL_PAIRED, 4 * ALL_PAIRED):
        table = matrix(hub_of({f"city-{place}": {AREAS[place % 5]: "core", AREAS[place % 3]: "strong"} for place in range(number)}))
        found[number] = pairs(table)
        cities = Counter(city.id for pair in found[number] for city in (pair.first, pair.second))
        assert set(cities) == {city.id for city in table.cities}
        assert min(cities.values()) >= min(PARTNERS, number - 1)
        assert len({(pair.first.id, pair.second.id) for pair in found[number]}) == len(found[number])
    assert len(found[ALL_PAIRED]) == ALL_PAIRED * (ALL_PAIRED - 1) // 2
    assert len(found[4 * ALL_PAIRED]) <= 4 * ALL_PAIRED * PARTNERS

"""Hubs of any shape and accidents of any kind, a few at each run of the tests; `make fuzz` tries many."""

from __future__ import annotations

import pytest
from any_site import AnySite
from fuzzing import PHOTONICS, SHAPES, Accident, Shape, accidents, try_accident, try_shape
from hypothesis import HealthCheck, Phase, example, given, settings

BRIEF = settings(
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
"""A failure is made smaller by the long run."""


@pytest.fixture(scope="module")
def shaped(tmp_path_factory: pytest.TempPathFactory) -> AnySite:
    return AnySite(tmp_path_factory.mktemp("shaped"))


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> AnySite:
    return AnySite(tmp_path_factory.mktemp("spoilt"), PHOTONICS)


@given(shape=SHAPES)
@example(shape=Shape(seed=190, fullness=0.7, most=2, counts={"term": 4, "area": 3}, texts=("Words",)))
@settings(BRIEF, max_examples=4)
def test_a_hub_of_any_shape_is_sound_and_its_site_is_whole(shaped: AnySite, shape: Shape) -> None:
    try_shape(shaped, shape)


@given(accident=accidents(PHOTONICS))
@settings(BRIEF, max_examples=40)
def test_after_any_accident_there_is_a_hub_or_a_reason_with_its_place(spoilt: AnySite, accident: Accident) -> None:
    try_accident(spoilt, accident, built=False)

"""Input that strangers could send: each is refused with its place, or comes out as the words that it is."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

import pytest
from any_hub import Leaf, Luck, any_data, leaves, replaced, write
from any_site import AnySite
from attacks import Attack, attacks, printed
from conftest import ROOT
from knowledge_hub import attached
from knowledge_hub.load import COLLECTIONS
from knowledge_hub.messages import languages
from knowledge_hub.problems import DataProblems, Problem
from knowledge_hub.read import read_hub
from small_hub import ICONS, TODAY, minimal_data
from told import untranslated

CHANGES = [*attacks("yaml"), *attacks("values"), *attacks("references"), *attacks("places")]
LONGEST = 500
"""Characters of a message."""


def problems_in(data: Path) -> tuple[Problem, ...]:
    try:
        read_hub(data, TODAY, ICONS)
    except DataProblems as fault:
        return fault.problems
    return ()


def named(cases: Iterable[Attack]) -> list[object]:
    return [pytest.param(case, id=f"{case.theme}: {case.name}") for case in cases]


def places(problems: Iterable[Problem]) -> list[str]:
    return [str(problem).split(" ", 1)[0].removesuffix(":") + f" {problem.code}" for problem in problems]


class FullHub:
    """A hub that has every field of the model, in a folder."""

    def __init__(self, data: Path) -> None:
        self.data = data
        shutil.copytree(ROOT / "data" / "interface", data / "interface")
        self.files = any_data(Luck(Random(1), fullness=1), dict.fromkeys(COLLECTIONS.values(), 2))

    def tried(self, text: str, kinds: Iterable[str]) -> Iterator[str]:
        """Put a text in every field of some kinds; yield the place of each."""
        changed = {
            name: replaced(content, lambda leaf: text if leaf.kind in kinds else leaf)
            for name, content in self.files.items()
        }
        where = write(self.data, changed)
        for name, content in self.files.items():
            for path, leaf in leaves(content):
                if leaf.kind in kinds:
                    line, column = where[name][path]
                    yield f"data/{name}:{line}:{column}"


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> FullHub:
    return FullHub(tmp_path_factory.mktemp("full") / "data")


def test_a_hub_that_has_every_field_is_sound(full: FullHub) -> None:
    list(full.tried("words", ()))
    assert problems_in(full.data) == ()
    kinds = Counter(leaf.kind for content in full.files.values() for _, leaf in leaves(content))
    assert {kind: number > 1 for kind, number in kinds.items()} == dict.fromkeys(
        ("text", "name", "markdown", "line", "url", "pattern"), True
    )


def of_sign(place: str, text: str) -> str:
    """Return the place of the sign that cannot be seen in a text in quotes; one that is written as an escape has none."""
    shown = json.dumps(text, ensure_ascii=False)
    index = next((index for index, sign in enumerate(shown) if ord(sign) >= 0x7F), 0)
    start, column = place.rsplit(":", 1)
    return f"{start}:{int(column) + index}"


@pytest.mark.parametrize("attack", named(attacks("texts")))
def test_a_bad_text_is_told_of_every_field_that_could_hold_it(attack: Attack, full: FullHub) -> None:
    expected = set()
    for place in full.tried(attack.text, attack.kinds):
        expected |= {f"{of_sign(place, attack.text) if code == 'HUB017' else place} {code}" for code in attack.told}
    check(problems_in(full.data), expected)


@pytest.mark.parametrize("attack", named(attacks("addresses")))
def test_a_bad_address_is_told_of_every_field_that_could_hold_it(attack: Attack, full: FullHub) -> None:
    expected = {f"{place} {code}" for place in full.tried(attack.text, ("url",)) for code in attack.told}
    check(problems_in(full.data), expected)


def check(problems: Iterable[Problem], expected: set[str]) -> None:
    """Compare what is told with what must be told; of one file, no more than a hundred problems are."""
    found = set(places(problems))
    assert found - expected == set()
    assert {place.split(":")[0] for place in expected} == {place.split(":")[0] for place in found}
    by_file = Counter(place.split(":")[0] for place in found)
    missing = {place for place in expected - found if by_file[place.split(":")[0]] < 90}
    assert missing == set()


@pytest.mark.parametrize("attack", named(CHANGES))
def test_a_bad_change_is_told_with_its_place_and_a_remedy(attack: Attack, tmp_path: Path) -> None:
    data = minimal_data(tmp_path)
    attack.apply(data)
    told(attack, problems_in(data), "data")


@pytest.mark.parametrize("attack", named(attacks("docs")))
def test_a_bad_file_beside_the_data_is_told_with_its_place_and_a_remedy(attack: Attack, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("guide", "adr"))
    attack.apply(tmp_path / "docs")
    told(attack, sorted(attached.problems_in(tmp_path / "docs")), "docs")


def told(attack: Attack, problems: Iterable[Problem], folder: str) -> None:
    expected, found = attack.places(folder), list(problems)
    assert places_of(found)[: len(expected)] == expected, "\n".join(map(str, found[:9]))
    assert len(found) == len(expected) or attack.given.get("first"), "\n".join(map(str, found[:9]))
    for problem in found[: len(expected)]:
        assert len(str(problem).splitlines()) == 1
        assert len(str(problem)) < LONGEST
        assert str(problem).isprintable()
        for language in languages():
            assert not untranslated(problem, language)


def places_of(problems: Iterable[Problem]) -> list[str]:
    return [f"{printed(problem.where)} {problem.code}" for problem in problems]


@pytest.fixture(scope="module")
def any_site(tmp_path_factory: pytest.TempPathFactory) -> AnySite:
    return AnySite(tmp_path_factory.mktemp("harmless"))


def test_what_is_accepted_comes_out_as_words_in_every_file(any_site: AnySite) -> None:
    """Texts are spread over all fields; each build spreads them otherwise."""
    texts = attacks("harmless")
    for turn in range(2):
        luck = Luck(Random(turn), [str(number) for number in range(len(texts))], fullness=1)
        hub = any_data(luck, dict.fromkeys(COLLECTIONS.values(), 2))
        any_site.give({name: replaced(content, lambda leaf: harmless(leaf, texts)) for name, content in hub.items()})
        assert any_site.read()[1] == ()
        assert list(any_site.faults(drawn=turn == 0)) == []


def harmless(leaf: Leaf, texts: list[Attack]) -> str:
    """Return the text that stands for a number, if it may stand in such a field, or else the next one that may."""
    if leaf.kind == "url":
        return leaf
    number = int(leaf.removeprefix("{value} "))
    text = next(attack.text for attack in [*texts[number:], *texts] if fits(attack, leaf.kind))
    return f"{{value}} {text}" if leaf.kind == "pattern" else text


def fits(attack: Attack, kind: str) -> bool:
    if kind == "pattern":
        return not set("{}") & set(attack.text)
    return kind in attack.kinds and not (kind == "line" and "<" in attack.text)

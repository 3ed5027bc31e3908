"""The words of the user interface, the same keys in every language."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT
from knowledge_hub.hub import Hub
from knowledge_hub.interface import read_interface
from knowledge_hub.load import load
from small_hub import Change, delete, edit, minimal_data, minimal_hub, write

BOTH = frozenset({"fi", "en"})


def read(folder: Path, *changes: Change, languages: tuple[str, ...] = ("fi", "en"), complete: frozenset[str] = BOTH, needed: frozenset[str] = frozenset()) -> tuple[dict[str, dict[str, str]], list[str]]:
    """Change the smallest hub; return its interface, and each problem without its path and advice."""
    data = minimal_data(folder)
    for change in changes:
        change(data)
    texts, problems = read_interface(load(data), languages, complete, needed)
    shown = [str(problem).removeprefix("data/interface/").partition(";")[0] for problem in sorted(problems)]
    return {code: dict(words) for code, words in texts.items()}, shown


def test_keys_of_groups_are_joined_with_points(tmp_path: Path) -> None:
    texts, problems = read(tmp_path)
    assert not problems
    assert texts["en"].items() >= {
        "menu.home": "Home",
        "menu.cities": "Cities",
        "tally.sites.one": "{n} site",
        "tally.sites.other": "{n} sites",
        "built": "Built on {date}.",
    }.items()


@pytest.mark.parametrize("forms", ["{other: '{n} sites'}", "{one: one site, two: two sites, few: '{n} sites', other: '{n} sites'}"])
def test_languages_may_have_plural_forms_of_their_own(forms: str, tmp_path: Path) -> None:
    old = '{one: "{n} site", other: "{n} sites"}'
    assert read(tmp_path, edit("interface/en.yml", old, forms))[1] == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("  home: Home\n", "", "en.yml:3:3: HUB070 the interface text menu.home is missing here (it is in data/interface/fi.yml)"),
        ("built:", "built_on:", "en.yml:7:11: HUB071 the interface text built_on is not in data/interface/fi.yml"),
        ("Built on {date}.", "Built on {date} by {name}.", "en.yml:7:8: HUB072 the interface text built names {name}, which data/interface/fi.yml does not"),
        (', other: "{n} sites"', "", "en.yml:6:10: HUB070 the interface text tally.sites.other is missing here (it is in data/interface/fi.yml)"),
        ("home: Home", "home: {page: Home}", "en.yml:3:9: HUB022 menu.home should be a text, but this is a group of keys"),
        ("home: Home", "home: [Home]", "en.yml:3:9: HUB022 menu.home should be a text, but this is a list"),
        ("home: Home", "home: Home {}", "en.yml:3:9: HUB028 menu.home: its braces are not in order"),
        ("menu:\n", "menu:\n  map: {title: Map, note: Note}\n", "en.yml:3:8: HUB071 the interface text menu.map is not in data/interface/fi.yml"),
    ],
)
def test_a_difference_between_languages_is_told_once_at_its_place(old: str, new: str, problem: str, tmp_path: Path) -> None:
    assert read(tmp_path, edit("interface/en.yml", old, new))[1] == [problem]


def test_a_text_may_leave_out_a_name_that_the_default_language_has(tmp_path: Path) -> None:
    assert read(tmp_path, edit("interface/en.yml", '"{n} site"', "one site"))[1] == []


NEEDED = frozenset({"menu.home", "menu.search", "tally.sites.other", "page.title", "page.end"})


def test_words_that_pages_need_are_asked_of_the_default_language(tmp_path: Path) -> None:
    _, problems = read(tmp_path, needed=NEEDED)
    assert problems == [
        "fi.yml:2:1: HUB073 the interface text page, which pages need, is missing",
        "fi.yml:3:3: HUB073 the interface text menu.search, which pages need, is missing",
    ]


@pytest.mark.parametrize("new", ["", "  hom: Etusivu\n"])
def test_a_needed_word_that_only_the_default_language_lacks_is_told_there_and_once(new: str, tmp_path: Path) -> None:
    _, problems = read(tmp_path, edit("interface/fi.yml", "  home: Etusivu\n", new), needed=frozenset({"menu.home"}))
    assert problems == ["fi.yml:3:3: HUB073 the interface text menu.home, which pages need, is missing"]


def test_a_language_that_is_not_complete_is_filled_up_from_the_default_one(tmp_path: Path) -> None:
    texts, problems = read(tmp_path, write("interface/en.yml", "menu:\n  home: Home\n"), complete=frozenset({"fi"}))
    assert not problems
    assert (texts["en"]["menu.home"], texts["en"]["menu.cities"]) == ("Home", "Kaupungit")


def test_also_a_language_that_is_not_complete_has_no_words_of_its_own(tmp_path: Path) -> None:
    _, problems = read(tmp_path, edit("interface/en.yml", "built:", "built_on:"), complete=frozenset({"fi"}))
    assert [problem.split()[1] for problem in problems] == ["HUB071"]


def test_the_file_of_a_language_in_the_making_may_be_missing_but_not_that_of_the_default_one(tmp_path: Path) -> None:
    missing = "fi.yml:1:1: HUB008 the required file data/interface/fi.yml is missing"
    assert read(tmp_path / "en", delete("interface/en.yml"), complete=frozenset({"fi"}))[1] == []
    assert read(tmp_path / "fi", delete("interface/fi.yml"), complete=frozenset({"en"}))[1] == [missing]


def test_a_broken_file_is_not_compared(tmp_path: Path) -> None:
    texts, problems = read(tmp_path, write("interface/fi.yml", "menu: home: Etusivu"))
    assert problems == []
    assert texts["fi"] == {}


def test_while_languages_are_not_known_no_file_is_one_too_many(tmp_path: Path) -> None:
    assert read(tmp_path, languages=(), complete=frozenset()) == ({}, [])


def test_the_words_of_the_hub_are_those_of_its_files() -> None:
    hub: Hub = minimal_hub()
    assert hub.interface["fi"]["menu.home"] == "Etusivu"


def test_the_real_interface_has_the_same_keys_in_every_language() -> None:
    files = load(ROOT / "data")
    languages = tuple(sorted(files.ids["interface"]))
    texts, problems = read_interface(files, languages, frozenset(languages))
    assert not problems
    assert len(texts) == len(languages) > 1
    assert all(texts.values())

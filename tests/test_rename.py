"""Renaming: everything that refers to a record follows, nothing else in the files changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import done, refused
from conftest import Project
from hypothesis import given
from hypothesis import strategies as st
from knowledge_hub.growth.edits import Edit, Unclear, edited, set_aliases
from knowledge_hub.yaml_text import parse
from small_hub import edit, write
from small_project import small_project

WORKS = "organisations/korpi-works.yml"
LOOP = "projects/loop.yml"

RANTA_NEWS = {"cities/ranta.yml": 2, LOOP: 2, "organisations/ranta-university.yml": 1, "glossary/black-mass.yml": 1}
"""How often each file refers to a source."""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small_project(tmp_path / "project")


def texts(project: Project) -> dict[str, str]:
    """Return every record's file, by its path below `data/`, line ends as they are."""
    paths = [path for path in project.data.rglob("*.yml") if path.parent.name not in ("interface", "vocabularies")]
    return {path.relative_to(project.data).as_posix(): path.read_bytes().decode() for path in paths}


def with_aliases(text: str, ids: list[str]) -> str:
    """Set the former ids of a record."""
    root, problems = parse(text, "x.yml")
    assert root is not None
    assert not problems
    return edited(text, set_aliases(text, root, ids), "x.yml")


# The whole


@pytest.mark.parametrize(
    ("kind", "old", "file", "places"),
    [
        ("city", "korpi", "cities/korpi.yml", {"events/open-day.yml": 1, WORKS: 1, LOOP: 1, "news/korpi-prize.yml": 1}),
        ("organisation", "korpi-works", WORKS, {"cities/korpi.yml": 2, "events/open-day.yml": 1, "news/korpi-prize.yml": 1}),
        ("area", "salts", "areas/salts.yml", {"cities/korpi.yml": 1, "events/open-day.yml": 1, WORKS: 1, "organisations/ranta-university.yml": 1}),
        ("project", "loop", LOOP, {"site.yml": 1}),
        ("source", "ranta-news", "sources/ranta-news.yml", RANTA_NEWS),
    ],
)
def test_a_renamed_record_is_followed_by_every_reference_and_by_nothing_else(kind: str, old: str, file: str, places: dict[str, int], project: Project) -> None:
    before = texts(project)
    told = done(project, "rename", kind, old, "quite-new").output
    after = texts(project)
    moved = file.replace(f"{old}.yml", "quite-new.yml")
    assert file not in after
    assert "aliases: [" + old + "]" in after[moved]
    changed = {name: text for name, text in after.items() if name in before and text != before[name]}
    for name, number in places.items():
        assert changed[name].count("quite-new") == number, name
        assert f"data/{name}:" in told
    for name, text in changed.items():
        assert text.replace("quite-new", old) == before[name], name
    assert changed.keys() == places.keys()
    done(project, "check")


def test_what_was_changed_is_told_with_its_places(project: Project) -> None:
    told = done(project, "rename", "event", "open-day", "doors-open").output.splitlines()
    assert told == [
        "data/events/open-day.yml is now data/events/doors-open.yml",
        "/events/2026/open-day/ leads to /events/2026/doors-open/",
    ]
    told = done(project, "rename", "project", "loop", "circle").output.splitlines()
    assert "data/site.yml:15:10: loop is now circle" in told


def test_comments_quotes_line_ends_and_a_byte_order_mark_stay(project: Project) -> None:
    text = '\ufeff# Of a test\r\n\r\n# Who\r\nname: X  # its name\r\nkind: company\r\ncity: "korpi" # there\r\nareas:\r\n  - salts # first\r\n  - \'recycling\'\r\ndescription: {fi: A., en: B.}\r\nsources: [ korpi-report , ranta-news ]\r\nchecked: 2026-11-20\r\n'
    write("organisations/x.yml", text)(project.data)
    done(project, "rename", "city", "korpi", "korpela")
    done(project, "rename", "area", "salts", "salt")
    done(project, "rename", "area", "recycling", "again")
    done(project, "rename", "source", "ranta-news", "news")
    done(project, "rename", "organisation", "x", "y")
    expected = text.replace("korpi\"", "korpela\"").replace("salts", "salt").replace("recycling", "again").replace("ranta-news", "news")
    assert (project.data / "organisations/y.yml").read_bytes().decode() == f"{expected}aliases: [x]\r\n"


def test_former_ids_are_kept_the_oldest_first_and_an_id_may_come_back(project: Project) -> None:
    for old, new in (("open-day", "two"), ("two", "three"), ("three", "open-day")):
        done(project, "rename", "event", old, new)
    assert "aliases: [two, three]" in (project.data / "events/open-day.yml").read_text("utf-8")


def test_removed_pages_that_led_to_a_record_lead_to_its_new_address(project: Project) -> None:
    write("removed.yml", "- page: cities/gone  # long ago\n  to: cities/korpi\n  date: 2026-01-01\n")(project.data)
    done(project, "rename", "city", "korpi", "korpela")
    assert (project.data / "removed.yml").read_text("utf-8") == "- page: cities/gone  # long ago\n  to: cities/korpela\n  date: 2026-01-01\n"


def test_files_in_their_usual_form_keep_it_and_editors_know_the_new_id(project: Project) -> None:
    done(project, "fmt")
    done(project, "rename", "area", "salts", "a-very-long-name-of-an-area-that-makes-lines-too-long-for-one-line")
    done(project, "remove", "note", "korpi-prize")
    assert done(project, "fmt", "--check").output == "Nothing to change.\n"


def test_what_is_known_of_translations_moves_with_the_record(project: Project) -> None:
    done(project, "translated")
    before = (project.data / "translations.txt").read_text("utf-8").splitlines()
    done(project, "rename", "area", "salts", "salt")
    after = (project.data / "translations.txt").read_text("utf-8").splitlines()
    moved = [line.replace("areas/salts ", "areas/salt ").replace("strengths.salts.", "strengths.salt.") for line in before]
    assert moved != before
    assert after == moved
    done(project, "remove", "note", "korpi-prize")
    assert not [line for line in (project.data / "translations.txt").read_text("utf-8").splitlines() if "korpi-prize" in line]


def test_noted_differences_of_languages_move_and_go_with_the_record(project: Project) -> None:
    edit("news/korpi-prize.yml", "The prize was for", "The 1st prize was for")(project.data)
    write("parity.txt", "# Ours\nnews/korpi-prize text | 1st | only English counts it\n")(project.data)
    done(project, "check")
    done(project, "rename", "note", "korpi-prize", "prize")
    assert (project.data / "parity.txt").read_text("utf-8") == "# Ours\nnews/prize text | 1st | only English counts it\n"
    done(project, "remove", "note", "prize")
    assert (project.data / "parity.txt").read_text("utf-8") == "# Ours\n"


# What is refused


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("city", "korpo", "new"), "There is no city with the id korpo: did you mean korpi?"),
        (("city", "korpi", "ranta"), "data/cities/ranta.yml is there already"),
        (("city", "korpi", "Korpelan kaupunki"), "try 'korpelan-kaupunki'"),
        (("organisation", "ranta-university", "works"), "works is a former id of data/organisations/korpi-works.yml"),
    ],
)
def test_a_name_that_is_taken_or_impossible_is_refused_and_nothing_changes(arguments: tuple[str, ...], words: str, project: Project) -> None:
    edit(WORKS, "kind: company", "kind: company\naliases: [works]")(project.data)
    before = texts(project)
    assert words in refused(project, "rename", *arguments)
    assert texts(project) == before


def test_nothing_is_renamed_while_the_data_has_problems(project: Project) -> None:
    edit(WORKS, "kind: company", "kind: nonsense")(project.data)
    before = texts(project)
    assert "HUB040" in refused(project, "rename", "city", "korpi", "korpela")
    assert texts(project) == before


def test_a_reference_that_is_not_written_plainly_is_named_and_nothing_changes(project: Project) -> None:
    edit(WORKS, "city: korpi", 'city: "k\\x6frpi"')(project.data)
    before = texts(project)
    assert "data/organisations/korpi-works.yml:4:7 is not written plainly" in refused(project, "rename", "city", "korpi", "korpela")
    assert texts(project) == before


def test_a_name_that_a_removed_page_has_is_refused(project: Project) -> None:
    write("removed.yml", "- page: cities/korpela\n  date: 2026-01-01\n")(project.data)
    before = texts(project)
    assert "data/removed.yml:1:9: HUB110" in refused(project, "rename", "city", "korpi", "korpela")
    assert texts(project) == before


# Edits at exact places


@pytest.mark.parametrize(
    ("text", "ids", "expected"),
    [
        ("# Head\n# Of the name\nname: X\n", ["a"], "# Head\n# Of the name\nname: X\naliases: [a]\n"),
        ("name: X # its name", ["a"], "name: X # its name\naliases: [a]\n"),
        ("name: |\n  X\n\n# The end\n", ["a"], "name: |\n  X\n\n# The end\naliases: [a]\n"),
        ("name: X\r\n", ["a"], "name: X\r\naliases: [a]\r\n"),
        ("{name: X}\n", ["a"], "{aliases: [a], name: X}\n"),
        ("aliases: []\nname: X\n", ["a"], "aliases: [a]\nname: X\n"),
        ("aliases: [a]\nname: X\n", ["a", "b"], "aliases: [a, b]\nname: X\n"),
        ("aliases: ['a'] # once\nname: X\n", ["a", "b"], "aliases: ['a', b] # once\nname: X\n"),
        ("aliases:\n  - a # first\nname: X\n", ["a", "b"], "aliases:\n  - a # first\n  - b\nname: X\n"),
        ("name: X\naliases:\n- a", ["a", "b"], "name: X\naliases:\n- a\n- b"),
        ("aliases: [a, b]\n", ["b", "c"], "aliases: [b, c]\n"),
    ],
)
def test_a_former_id_finds_its_place_in_any_file(text: str, ids: list[str], expected: str) -> None:
    assert with_aliases(text, ids) == expected


def test_an_edit_where_something_else_stands_is_refused() -> None:
    with pytest.raises(Unclear, match=r"x\.yml:1:7"):
        edited("city: ranta\n", [Edit(1, 7, "korpi", "korpela")], "x.yml")


@given(names=st.lists(st.from_regex(r"[a-z]{1,6}", fullmatch=True), min_size=1, max_size=5), new=st.from_regex(r"[a-z]{1,9}", fullmatch=True))
def test_several_edits_of_one_line_do_not_get_into_each_others_way(names: list[str], new: str) -> None:
    text = f"areas: [{', '.join(names)}]\n"
    root, _ = parse(text, "x.yml")
    assert root is not None
    assert root.items is not None
    nodes = root.items["areas"].elements or []
    edits = [Edit(node.line, node.column, name, new) for node, name in zip(nodes, names, strict=True)]
    assert edited(text, edits, "x.yml") == f"areas: [{', '.join([new] * len(names))}]\n"

"""YAML text to values that know their place, in the strict subset that the data uses."""

from __future__ import annotations

import string

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from knowledge_hub.limits import MAX_DEPTH, MAX_ITEMS, MAX_NODES
from knowledge_hub.yaml_text import Node, parse

TEXT = """\
name: Kokkola
location: {latitude: 63.8, longitude: 23.1}
figures:
  - id: staff
    label:
      fi: Henkilöstö
    note:
"""


def root_of(text: str) -> Node:
    """Read YAML that has no problems."""
    root, problems = parse(text, "a.yml")
    assert not problems, [str(problem) for problem in problems]
    assert root is not None
    return root


def value_of(scalar: str) -> object:
    """Read one value as it would stand in a file."""
    plain = root_of(f"key: {scalar}\n").plain()
    assert isinstance(plain, dict)
    return plain["key"]


def places_of(text: str) -> list[tuple[int, int, str]]:
    """Return line, column and code of each problem."""
    return [(problem.line, problem.column, problem.code) for problem in parse(text, "a.yml")[1]]


def test_mappings_lists_and_scalars_become_plain_values() -> None:
    assert root_of(TEXT).plain() == {
        "name": "Kokkola",
        "location": {"latitude": 63.8, "longitude": 23.1},
        "figures": [{"id": "staff", "label": {"fi": "Henkilöstö"}, "note": None}],
    }


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), (1, 1)),
        (("name",), (1, 7)),
        (("location", "longitude"), (2, 39)),
        (("figures", 0), (4, 5)),
        (("figures", 0, "id"), (4, 9)),
        (("figures", 0, "label", "fi"), (6, 11)),
        (("figures", 0, "value"), (4, 5)),
        (("figures", 7, "id"), (4, 3)),
        (("name", "fi"), (1, 7)),
    ],
)
def test_a_path_leads_to_its_value_or_to_the_nearest_thing_above_it(path: tuple[str | int, ...], place: tuple[int, int]) -> None:
    assert root_of(TEXT).locate(path) == place


def test_the_place_of_a_key_can_be_asked_for_too() -> None:
    assert root_of(TEXT).locate(("location", "longitude"), key=True) == (2, 28)


def test_the_place_of_a_missing_value_is_its_key() -> None:
    assert root_of(TEXT).locate(("figures", 0, "note")) == (7, 5)


def test_columns_count_characters_and_not_bytes() -> None:
    assert root_of("{å: 😀, ä: ö}").locate(("ä",)) == (1, 11)


@pytest.mark.parametrize(
    ("scalar", "value"),
    [
        ("2026-05-14", "2026-05-14"),
        ("2026-05", "2026-05"),
        ("2026", 2026),
        ("-3", -3),
        ("1.50", 1.5),
        ("1.0e+3", 1000.0),
        ("1e3", "1e3"),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ('"no"', "no"),
        ("'12:30'", "12:30"),
        ('"0123"', "0123"),
        ('"true"', "true"),
        ("'7'", "7"),
        ("3M", "3M"),
        ("+358 40 123", "+358 40 123"),
        ("https://korpi.example/#a", "https://korpi.example/#a"),
        ("a # comment", "a"),
    ],
)
def test_values_are_what_an_editor_would_expect(scalar: str, value: object) -> None:
    found = value_of(scalar)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("scalar", "meaning"),
    [
        ("no", "false"),
        ("Yes", "true"),
        ("ON", "true"),
        ("off", "false"),
        ("12:30", "the number 750"),
        ("1:20:30", "the number 4830"),
        ("0123", "the number 83"),
        ("0x1F", "the number 31"),
        ("0b101", "the number 5"),
        ("1_400", "the number 1400"),
        ("0189", "a number"),
        ("0b_", "a number"),
    ],
)
def test_what_yaml_1_1_reads_as_something_else_is_named_with_what_it_reads(scalar: str, meaning: str) -> None:
    _, (problem,) = parse(f"key: {scalar}", "a.yml")
    assert (problem.line, problem.column, problem.code) == (1, 6, "HUB013")
    assert f"{scalar} without quotes means {meaning} " in str(problem)
    assert f'in quotes: "{scalar}"' in str(problem)


def test_a_trap_is_found_in_a_key_too() -> None:
    assert places_of("no: Norja") == [(1, 1, "HUB013")]


@pytest.mark.parametrize("scalar", ["y", "n", "None", "yes please", "12:30 h", "1:75", "0", "0.5", "10", "07-13"])
def test_what_only_looks_like_a_trap_passes(scalar: str) -> None:
    assert not parse(f"key: {scalar}", "a.yml")[1]


def test_every_problem_of_a_file_is_found_at_once() -> None:
    text = "a: no\nb: 12:30\nc: .inf\nd: &x e\nf: 9\u200b\n"
    assert sorted(places_of(text)) == [(1, 4, "HUB013"), (2, 4, "HUB013"), (3, 4, "HUB019"), (4, 4, "HUB014"), (5, 5, "HUB017")]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a:\n\tb: 1\n", (2, 1, "HUB011")),
        ("a:\n  \tb: 1\n", (2, 3, "HUB011")),
        ("a:\n\u2003b: 1\n", (2, 1, "HUB011")),
        ("a: 1\nb: 2\na: 3\n", (3, 1, "HUB012")),
        ("a: {b: 1, b: 2}\n", (1, 11, "HUB012")),
        ("a: !!set {b}\n", (1, 4, "HUB014")),
        ("a: &b\n  c: 1\n", (1, 4, "HUB014")),
        ("a: *b\n", (1, 4, "HUB014")),
        ("<<: {a: 1}\n", (1, 1, "HUB014")),
        ('a: "x\\u202ey"\n', (1, 4, "HUB017")),
        ('"a\\e[31m": x\n', (1, 1, "HUB017")),
        ("a: x\u2028y\n", (1, 5, "HUB017")),
        ("a: x\x07\n", (1, 5, "HUB017")),
        ("a: x\x0cy\n", (1, 5, "HUB017")),
        ("a: 1\n---\nb: 2\n", (2, 1, "HUB018")),
        ("a: 1e5\nb: 99999999999999999999\n", (2, 4, "HUB019")),
        ("a: 9999999999999999\n", (1, 4, "HUB019")),
        ("a: -.INF\n", (1, 4, "HUB019")),
        ("a: .nan\n", (1, 4, "HUB019")),
        ("? [a, b]\n: c\n", (1, 3, "HUB010")),
        ("? {a: b}\n: c\n", (1, 3, "HUB010")),
        ("a: >\n  b\n\n  c\n", (1, 4, "HUB035")),
        (f"a: {'[' * 100}\n", (1, 3 + MAX_DEPTH, "HUB015")),
        (f"[{'1,' * MAX_ITEMS}1]", (1, 2 * MAX_ITEMS + 2, "HUB016")),
        ("\n".join([f"- [{'1,' * 99}1]"] * (MAX_NODES // 100)), (199, 4, "HUB016")),
    ],
)
def test_what_the_subset_leaves_out_is_a_problem_at_its_place(text: str, problem: tuple[int, int, str]) -> None:
    assert places_of(text) == [problem]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ('a: 1\nb: "c\nd: 2\n', (2, 4), "never closed"),
        ("a: 1\nb: [c,\n  d\ne: 2\n", (2, 4), "not closed"),
        ("a: 1\nb: {c: [\n", (2, 8), "not closed"),
        ("a: {b: c: d}\n", (1, 9), "in quotes"),
        ("a: b: c\n", (1, 5), "in quotes"),
        ("a: 1\nb\nc: 2\n", (2, 1), "`key: value`"),
        ("a:\n  - b\n  c: d\n", (3, 3), "hyphen"),
        ("a: - b\n", (1, 4), "on the next line"),
        ("a: *b* c\n", (1, 6), "in quotes"),
        ('a: "b\\c"\n', (1, 6), "backslash"),
        ("a: >-b\n", (1, 6), "on the next line"),
        ("a: }\n", (1, 4), "in quotes"),
        ("a: ? b\n", (1, 4), "check quotes and indentation"),
        ("a: 1\n=======\nb: 2\n", (2, 1), "two versions of the file"),
    ],
)
def test_broken_yaml_is_explained_where_the_mistake_was_made(text: str, place: tuple[int, int], words: str) -> None:
    (problem,) = parse(text, "a.yml")[1]
    assert ((problem.line, problem.column), problem.code) == (place, "HUB010")
    assert words in str(problem), str(problem)


def test_paragraphs_in_a_literal_text_stay_apart() -> None:
    assert value_of("|\n  One.\n\n  Two.\n") == "One.\n\nTwo.\n"


def test_folded_lines_become_one() -> None:
    assert value_of(">-\n  One\n  line.\n") == "One line."


def test_a_file_without_content_has_no_root() -> None:
    assert parse("# only a comment\n", "a.yml") == (None, [])


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_lines_are_counted_alike_whatever_ends_them(line_break: str) -> None:
    assert places_of(line_break.join(["a: 1", "b: no", "c: \u200b"])) == [(3, 4, "HUB017"), (2, 4, "HUB013")]


LETTERS = st.text(alphabet=f"{string.ascii_letters}{string.digits} :-#&*!|>'\"%@`,.?/\\<=~[]{{}}åäö€\n", max_size=30)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | LETTERS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(LETTERS.filter(lambda key: key != "<<"), inner, max_size=4),
    max_leaves=12,
)


@given(value=st.dictionaries(st.sampled_from("abc"), VALUES, min_size=1))
@settings(deadline=None)
def test_what_another_program_writes_as_yaml_is_read_as_it_was(value: dict[str, object]) -> None:
    dumper = type("Dumper", (yaml.SafeDumper,), {"ignore_aliases": lambda *_: True})
    text = yaml.dump(value, Dumper=dumper, allow_unicode=True, sort_keys=False)
    assert root_of(text).plain() == value, text


@given(text=st.text(alphabet="ab :-[]{}#&*!|>'\"%@`,?\\\n\t~<0_.é\x00\u2028", max_size=60))
@settings(deadline=None)
def test_any_text_gives_values_or_problems_within_it(text: str) -> None:
    root, problems = parse(text, "a.yml")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in problems:
        assert str(problem)
        assert 1 <= problem.line <= len(lines), str(problem)
    assert root is None or not isinstance(root.plain(), Node)

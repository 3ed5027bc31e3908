"""The canonical form of data files: no value changes, no comment is lost, and it does not depend on who wrote the file."""

from __future__ import annotations

import stat
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT, Project
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from knowledge_hub.canonical.comments import marks_of
from knowledge_hub.canonical.form import MODELINE, canonical
from knowledge_hub.load import COLLECTIONS, load
from knowledge_hub.model.vocabulary import VOCABULARIES
from knowledge_hub.scaffold import KINDS, render
from knowledge_hub.yaml_text import parse
from small_hub import MINIMAL, TODAY
from small_project import small_project

LANGUAGES = ("fi", "en")
HUBS = {"real": ROOT / "data", "minimal": MINIMAL, "photonics": MINIMAL.parent.parent / "photonics" / "data"}


def formed(text: str, kind: str = "interface") -> str:
    """Return the canonical form of a text that can be read."""
    written, problems = canonical(text, "a.yml", kind, LANGUAGES)
    assert not problems, [str(problem) for problem in problems]
    return written


def plain(text: str) -> object:
    root, problems = parse(text, "a.yml")
    assert root is not None, text
    assert not problems, [str(problem) for problem in problems]
    return root.plain()


def comments_in(text: str) -> Counter[str]:
    return Counter(comment.text for comment in marks_of(text).comments if not comment.text.startswith(MODELINE))


def as_another_program(value: object, sign: str | None = None, **style: Any) -> str:
    """Write values as a form editor or another program does; `sign` is that of the style of texts."""

    class Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):
        def ignore_aliases(self, data: object) -> bool:
            return True

    Dumper.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style=sign))
    return yaml.dump(value, Dumper=Dumper, allow_unicode=True, sort_keys=False, **style)


@pytest.mark.parametrize("hub", HUBS)
def test_every_file_of_a_hub_keeps_its_values_and_comments(hub: str) -> None:
    files = load(HUBS[hub], hub).files
    assert len(files) > 20
    for file in files:
        text = (HUBS[hub] / file.path.partition("/")[2]).read_text("utf-8")
        written = formed(text, file.kind)
        assert plain(written) == file.root.plain(), file.path
        assert comments_in(written) == comments_in(text), file.path
        assert formed(written, file.kind) == written, file.path


@pytest.mark.parametrize("style", [{"width": 60}, {"sign": '"', "indent": 6}, {"default_flow_style": True}])
def test_a_file_saved_in_a_form_is_the_same_as_one_written_by_hand(style: dict[str, Any]) -> None:
    for file in load(HUBS["real"]).files:
        text = (ROOT / file.path).read_text("utf-8")
        remarks = {comment.at[0] for comment in marks_of(text).comments if comment.is_alone}
        by_hand = "\n".join(line for number, line in enumerate(text.split("\n"), start=1) if number not in remarks)
        assert formed(as_another_program(file.root.plain(), **style), file.kind) == formed(by_hand, file.kind), file.path


def test_the_projects_own_files_have_their_form() -> None:
    for file in load(ROOT / "data").files:
        text = (ROOT / file.path).read_text("utf-8").partition("\n")
        assert text[0].startswith(MODELINE), file.path
        assert formed(text[2], file.kind) == text[2], f"{file.path}: run hub fmt"


SIGNS = " :-#&*!|>'\"%@`,.?/\\<=~[]{}()$\t\u00a0åäö€😀ñ\u3000"
TEXTS = st.one_of(
    st.text(alphabet=f"abcno015{SIGNS}", max_size=12),
    st.text(alphabet=f"ab {SIGNS}\n", max_size=40),
    st.lists(st.sampled_from(["word", "a: b", "#7", "- x", "{n}", "http://x.example/#a", "no", "  two"]), max_size=60).map(" ".join),
    st.lists(st.sampled_from(["A paragraph.", "", "- item", "  indented", "# no comment", "ends in spaces  "]), max_size=6).map("\n".join),
    st.sampled_from(["no", "Yes", "12:30", "0123", "1e3", "1_000", ".5", "0x1f", "~", "null", "true", "2026", "2026-05-14", "=", "<<", "", " ", "\n", "-", "?", "---", "..."]),
)
KEYS = st.text(alphabet=f"abcno1{SIGNS}", min_size=1, max_size=8).filter(lambda key: key != "<<") | st.sampled_from(["no", "name", "12", "null"])
SCALARS = st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.floats(-1e15, 1e15, allow_nan=False) | TEXTS
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=14)
FILES = st.dictionaries(KEYS, VALUES, min_size=1, max_size=5) | st.lists(VALUES, min_size=1, max_size=4)
STYLES = st.fixed_dictionaries(
    {
        "sign": st.sampled_from([None, '"', "'", "|"]),
        "default_flow_style": st.sampled_from([None, True, False]),
        "width": st.sampled_from([20, 80, 10_000]),
        "indent": st.sampled_from([2, 4]),
    }
)


def readable(text: str) -> bool:
    """Whether our reader takes a file; it refuses what other programs read in other ways."""
    root, problems = parse(text, "a.yml")
    return root is not None and not problems


@given(value=FILES, styles=st.tuples(STYLES, STYLES))
@settings(deadline=None, max_examples=200)
def test_the_form_follows_from_the_values_alone(value: object, styles: tuple[dict[str, Any], dict[str, Any]]) -> None:
    one, other = (as_another_program(value, **style) for style in styles)
    assume(readable(one) and plain(one) == value)
    written = formed(one)
    assert plain(written) == value
    assert formed(written) == written
    if readable(other) and plain(other) == value:
        assert formed(other) == written


@st.composite
def commented(draw: st.DrawFn, files: st.SearchStrategy[object] = FILES, kind: str = "interface") -> str:
    """Put comments and blank lines anywhere into a file where they are not a part of a value."""
    value = draw(files)
    text = as_another_program(value, **draw(STYLES))
    assume(readable(text))
    if draw(st.booleans()):
        text = formed(text, kind)
    lines = text.rstrip("\n").split("\n")
    for number in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(lines)))
        if draw(st.booleans()) and place < len(lines):
            changed = [*lines[:place], f"{lines[place]} # beside {number}", *lines[place + 1 :]]
        else:
            around = [""] * draw(st.integers(0, 2)), [""] * draw(st.integers(0, 2))
            changed = [*lines[:place], *around[0], f"{' ' * draw(st.integers(0, 8))}# line {number}", *around[1], *lines[place:]]
        if readable("\n".join(changed)) and plain("\n".join(changed)) == value:
            lines = changed
    text = "\n".join(lines) + "\n"
    assume(comments_in(text))
    return text


@given(text=commented())
@settings(deadline=None, max_examples=200)
def test_no_comment_is_lost_wherever_it_stands(text: str) -> None:
    written = formed(text)
    assert plain(written) == plain(text)
    assert comments_in(written) == comments_in(text), written
    assert formed(written) == written


RECORDS = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("checked", "website", "kind", "name", "unknown"), SCALARS),
        "areas": st.lists(st.sampled_from(["salts", "recycling"]), max_size=3),
        "description": st.dictionaries(st.sampled_from(["en", "fi", "sv"]), TEXTS),
        "figures": st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(("unit", "value", "id", "as_of"), SCALARS)), max_size=2),
    },
).filter(bool)


@given(text=commented(RECORDS, "organisation"))
@settings(deadline=None, max_examples=150)
def test_comments_go_where_their_keys_go(text: str) -> None:
    written = formed(text, "organisation")
    assert plain(written) == plain(text)
    assert comments_in(written) == comments_in(text), written
    assert formed(written, "organisation") == written


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("checked: 2026-05-14 # today\nname: Works\n", "name: Works\nchecked: 2026-05-14 # today\n"),
        ("# About works.\nkind: company\n# Its name\nname: Works\n", "# About works.\n\n# Its name\nname: Works\nkind: company\n"),
        ("# Head.\n\n# Kind.\nkind: company\nname: Works\n", "# Head.\n\nname: Works\n# Kind.\nkind: company\n"),
        ("name:\n  en: Works\n  # sv: Verket\nkind: company\n", "name:\n  en: Works\n  # sv: Verket\nkind: company\n"),
        ("kind: company\nname:\n  en: Works\n  # sv: Verket\n", "name:\n  en: Works\n  # sv: Verket\nkind: company\n"),
        ("areas:\n# the main one\n- salts\n- recycling # since 2025\n", "areas:\n  # the main one\n  - salts\n  - recycling # since 2025\n"),
        ("areas: [ # two\n  salts,\n  recycling]\n", "areas: [salts, recycling] # two\n"),
        ("areas: [\n  salts, # the main one\n  recycling\n  # none else\n]\n", "areas:\n  - salts # the main one\n  - recycling\n  # none else\n"),
        ("figures:\n  - value: 4\n    # key\n    id: staff\n", "figures:\n  # key\n  - {id: staff, value: 4}\n"),
        ("name: Works\n\n\n\n# Old:\n#   x: y\n\n\nkind: company\n", "name: Works\n\n# Old:\n#   x: y\n\nkind: company\n"),
        ("name: Works\n\nkind: company\n", "name: Works\nkind: company\n"),
        ("name: Works # so\ndescription: # why\n  en: |-\n    One.\n\n    Two.\n  # end\n", "name: Works # so\ndescription: # why\n  en: |-\n    One.\n\n    Two.\n  # end\n"),
        ("name: {sv: Verket, en: Works}\n", "name: {en: Works, sv: Verket}\n"),
        ("name: 'Works'\nwebsite: \"https://works.example/#a\"\n", "name: Works\nwebsite: https://works.example/#a\n"),
        ("name: {en: 'A, b', fi: A}\n", 'name: {fi: A, en: "A, b"}\n'),
        ("location:\n  longitude: 21.5\n  latitude: 60.0\n", "location: {latitude: 60, longitude: 21.5}\n"),
        ("name:\nkind:\n", "name:\nkind:\n"),
        ("---\nname: Works\n...\n", "name: Works\n"),
        ("name: Works\r\nkind: company\r\n", "name: Works\nkind: company\n"),
    ],
)
def test_a_file_gets_the_expected_form(text: str, expected: str) -> None:
    assert formed(text, "organisation") == expected


def test_a_long_text_is_broken_between_words_and_paragraphs_survive() -> None:
    long = " ".join(["word"] * 60)
    written = formed(f"en: {long}\nfi: '{long}\n\n\n  second'\n", "organisation")
    assert max(map(len, written.splitlines())) > 120  # a paragraph of a literal text is one line
    assert "en: >-\n  word word" in written
    assert f"fi: |-\n  {long}\n\n  second\n" in written


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_record_has_its_form_and_all_its_explanations(kind: str) -> None:
    text = render(kind, {"name.fi": "Uusi", "title.fi": "Uusi"}, LANGUAGES, TODAY)
    assert formed(text, kind) == text


@pytest.mark.parametrize(
    ("text", "code"),
    [("name: [\n", "HUB010"), ("name: no\n", "HUB013"), ("name: a\nname: b\n", "HUB012"), ("# nothing\n", "HUB002"), ("a: &x 1\n", "HUB014")],
)
def test_a_file_that_cannot_be_read_is_left_as_it_is(text: str, code: str) -> None:
    written, problems = canonical(text, "a.yml", "organisation", LANGUAGES)
    assert written == text
    assert [problem.code for problem in problems] == [code]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project with little data that has its form."""
    small = small_project(tmp_path / "project")
    assert small.hub("fmt").returncode == 0
    return small


def files_of(project: Project) -> dict[str, tuple[bytes, int]]:
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in project.data.rglob("*") if path.is_file()}


def test_the_command_names_the_schema_of_each_file_and_then_has_nothing_to_do(project: Project) -> None:
    before = files_of(project)
    for file in load(project.data).files:
        path = project.path / file.path
        first_line = path.read_text("utf-8").partition("\n")[0]
        assert first_line.startswith(MODELINE)
        assert (path.parent / first_line.removeprefix(MODELINE)).resolve().is_relative_to(project.path / "schemas")
    done = project.hub("fmt")
    assert (done.returncode, done.stdout) == (0, "Nothing to change.\n")
    assert files_of(project) == before


def test_the_check_lists_files_without_writing_them(project: Project) -> None:
    file = project.data / "organisations" / "korpi-works.yml"
    file.write_text(file.read_text("utf-8").replace("name: Korpi Works Oy", "name: 'Korpi Works Oy'"), "utf-8")
    before = files_of(project)
    done = project.hub("fmt", "--check")
    assert done.returncode == 1
    assert done.stdout == "Would change data/organisations/korpi-works.yml\n1 to change. Run: hub fmt\n"
    assert files_of(project) == before


def test_only_the_named_files_are_written_and_keep_their_permissions(project: Project) -> None:
    first, second = (project.data / "organisations" / name for name in ("korpi-works.yml", "ranta-university.yml"))
    for file in (first, second):
        file.write_text(f"\n\n{file.read_text('utf-8')}", "utf-8")
        file.chmod(0o640)
    done = project.hub("fmt", str(first.relative_to(project.path)))
    assert (done.returncode, done.stdout) == (0, "Changed data/organisations/korpi-works.yml\n")
    assert stat.S_IMODE(first.stat().st_mode) == 0o640
    assert second.read_text("utf-8").startswith("\n\n")
    assert [path.name for path in first.parent.iterdir() if path.name.startswith(".")] == []


def test_a_file_with_a_mistake_is_told_with_its_place_and_the_others_are_written(project: Project) -> None:
    wrong, other = project.data / "areas" / "salts.yml", project.data / "areas" / "recycling.yml"
    wrong.write_text("name: [\n", "utf-8")
    other.write_text(f"{other.read_text('utf-8')}\n\n", "utf-8")
    done = project.hub("fmt")
    assert done.returncode == 1
    assert "data/areas/salts.yml:1:7: HUB010" in done.stderr
    assert done.stdout == "Changed data/areas/recycling.yml\n"
    assert wrong.read_text("utf-8") == "name: [\n"


def test_a_file_outside_the_data_is_refused(project: Project) -> None:
    done = project.hub("fmt", "mkdocs.yml")
    assert done.returncode == 2
    assert "is not in data" in done.stderr


def test_every_kind_of_file_has_a_form() -> None:
    for kind in (*COLLECTIONS.values(), *(f"vocabulary:{name}" for name in VOCABULARIES), "interface", "site"):
        assert formed("b: 1\na: 2\n", kind) == "b: 1\na: 2\n"

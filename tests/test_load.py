"""The files of `data/`: which are read, as what, and which are refused."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from knowledge_hub.limits import MAX_FILE_BYTES, MAX_ID_LENGTH
from knowledge_hub.load import COLLECTIONS, load
from knowledge_hub.model.base import ID_PATTERN
from knowledge_hub.model.vocabulary import VOCABULARIES
from knowledge_hub.slug import slugify
from small_hub import MINIMAL, Change, delete, encode, minimal_data, move, write

KORPI = "cities/korpi.yml"


def found_in(folder: Path, *changes: Change) -> list[str]:
    """Change the smallest hub, load it, and return its problems without the advice."""
    data = minimal_data(folder)
    for change in changes:
        change(data)
    return [str(problem).partition(";")[0] for problem in load(data).problems]


def test_a_file_is_known_by_its_folder_and_name() -> None:
    file = load(MINIMAL).get("city", "korpi")
    assert file is not None
    assert (file.kind, file.id, file.path) == ("city", "korpi", "data/cities/korpi.yml")


@pytest.mark.parametrize(("folder", "kind"), COLLECTIONS.items())
def test_every_folder_of_records_is_read_in_the_order_of_ids(folder: str, kind: str) -> None:
    assert [file.id for file in load(MINIMAL).of(kind)] == sorted(path.stem for path in (MINIMAL / folder).iterdir())


def test_vocabularies_interface_and_settings_have_kinds_of_their_own() -> None:
    kinds = {file.kind for file in load(MINIMAL).files}
    assert kinds == {*COLLECTIONS.values(), *(f"vocabulary:{kind}" for kind in VOCABULARIES), "interface", "site"}


def test_messages_call_the_folder_as_they_are_told(tmp_path: Path) -> None:
    data = minimal_data(tmp_path)
    write(KORPI, "")(data)
    assert [problem.path for problem in load(data, "hub/data").problems] == [f"hub/data/{KORPI}"]


@pytest.mark.parametrize("file", ["README.md", ".DS_Store", ".git/config", "cities/.korpi.yml.swp"])
def test_files_that_are_no_data_are_passed_over(file: str, tmp_path: Path) -> None:
    assert found_in(tmp_path, write(file, b"\xff")) == []


@pytest.mark.parametrize("file", ["cities/README.md", "cities/korpi.yml.bak", "notes.txt", "cities/map.geojson", "interface/fi.json"])
def test_other_files_are_told_to_leave(file: str, tmp_path: Path) -> None:
    assert found_in(tmp_path, write(file, "x")) == [f"data/{file}:1:1: HUB004 this file does not belong here: it is no YAML file"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf_8_is_read_with_and_without_a_mark_of_its_order(encoding: str, tmp_path: Path) -> None:
    assert found_in(tmp_path, encode(KORPI, encoding)) == []


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"a: \xe4", "1:4"),
        (b"a: \xc3\xa4\nb: \xc3\xa4\xe4\n", "2:5"),
        (b"\xef\xbb\xbfa: \xf0\x9f\x98\x80\xe4", "1:5"),
        (b"a: b\r\nc: \xc3", "2:4"),
    ],
)
def test_the_first_byte_that_is_not_utf_8_is_named_with_its_place(content: bytes, place: str, tmp_path: Path) -> None:
    (found,) = found_in(tmp_path, write(KORPI, content))
    assert found.startswith(f"data/{KORPI}:{place}: HUB001 ")


def test_a_file_of_the_largest_size_is_still_read(tmp_path: Path) -> None:
    start = "name: Korpi # "
    largest = start + "x" * (MAX_FILE_BYTES - len(start))
    assert found_in(tmp_path / "a", write(KORPI, largest)) == []
    (found,) = found_in(tmp_path / "b", write(KORPI, largest + "x"))
    assert "HUB003" in found


@pytest.mark.parametrize("name", ["Korpi", "korpi city", "kärpi", "korpi_city", "-korpi", "korpi--city", "k" * (MAX_ID_LENGTH + 1)])
def test_a_name_that_cannot_stand_in_an_address_is_refused_with_one_that_can(name: str, tmp_path: Path) -> None:
    data = minimal_data(tmp_path)
    move(KORPI, f"cities/{name}.yml")(data)
    (problem,) = load(data).problems
    assert problem.code == "HUB005"
    suggested = re.search(r"for example ([a-z0-9-]+)\.yml", str(problem))
    assert suggested, str(problem)
    assert ID_PATTERN.fullmatch(suggested.group(1))


def test_the_id_of_a_faulty_file_still_counts_as_known(tmp_path: Path) -> None:
    data = minimal_data(tmp_path)
    for change in (write(KORPI, ""), move("cities/ranta.yml", "cities/Ranta.yml"), move("areas/salts.yml", "salts.yaml")):
        change(data)
    ids = load(data).ids
    assert {"korpi", "ranta"} <= ids["city"]
    assert "salts" in ids["area"]


def test_every_file_that_the_hub_needs_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    missing = {problem.path for problem in load(tmp_path / "data").problems if problem.code == "HUB008"}
    assert missing == {"data/site.yml", *(f"data/vocabularies/{name}.yml" for name, _ in VOCABULARIES.values())}


def test_a_folder_that_is_not_there_is_one_problem(tmp_path: Path) -> None:
    assert [str(problem).partition(";")[0] for problem in load(tmp_path / "data").problems] == [
        "data:1:1: HUB008 the required file data/ is missing"
    ]


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    assert found_in(tmp_path, lambda data: (data / "more").symlink_to(data / "cities")) == [
        "data/more:1:1: HUB009 the file is a symbolic link"
    ]


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    def put_a_socket(data: Path) -> None:
        try:
            os.mknod(data / "cities" / "socket.yml", 0o140600)
        except (OSError, AttributeError):
            pytest.skip("only Linux lets everybody make a socket file")

    (found,) = found_in(tmp_path, put_a_socket)
    assert found.startswith("data/cities/socket.yml:1:1: HUB007 the file cannot be read (")


def test_a_map_may_be_left_out_and_is_read_if_it_is_there(tmp_path: Path) -> None:
    square = '{"features": [{"properties": {"country": "FI"}, "geometry": {"type": "Polygon", "coordinates": [[[20, 60], [30, 60], [30, 70]]]}}]}'
    assert load(MINIMAL).outlines == {}
    data = minimal_data(tmp_path)
    write("map.geojson", square)(data)
    assert load(data).outlines == {"FI": (((20.0, 60.0), (30.0, 60.0), (30.0, 70.0)),)}


@pytest.mark.parametrize("coordinates", ["[]", "[[]]", "[[[20, 60]]]", "[[[20, 60], [30, 60]]]", "[[[20, 60], [30, 95]]]", '[[["a", 60]]]', "[[[20, NaN], [30, 61]]]", "7"])
def test_a_map_without_a_sound_outline_is_a_problem(coordinates: str, tmp_path: Path) -> None:
    shape = f'{{"type": "Polygon", "coordinates": {coordinates}}}'
    content = f'{{"features": [{{"properties": {{"country": "FI"}}, "geometry": {shape}}}]}}'
    (found,) = found_in(tmp_path, write("map.geojson", content))
    assert found.startswith("data/map.geojson:1:1: HUB080 the map cannot be read")


def test_a_missing_vocabulary_is_named(tmp_path: Path) -> None:
    assert found_in(tmp_path, delete("vocabularies/levels.yml")) == [
        "data/vocabularies/levels.yml:1:1: HUB008 the required file data/vocabularies/levels.yml is missing"
    ]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Kokkolan Satama Oy", "kokkolan-satama-oy"),
        ("Åbo Akademi", "abo-akademi"),
        ("  R&D -- Søren ", "r-and-d-soren"),
        ("Hyvää päivää!", "hyvaa-paivaa"),
        ("Ακροπολις", ""),
        ("x" * 200, "x" * MAX_ID_LENGTH),
        ("x" * (MAX_ID_LENGTH - 1) + " y", "x" * (MAX_ID_LENGTH - 1)),
    ],
)
def test_an_id_is_made_of_a_name(name: str, slug: str) -> None:
    assert slugify(name) == slug


@given(name=st.text())
def test_what_is_made_of_any_name_is_an_id_or_nothing_and_stays_as_it_is(name: str) -> None:
    slug = slugify(name)
    assert slug == "" or (ID_PATTERN.fullmatch(slug) and len(slug) <= MAX_ID_LENGTH)
    assert slugify(slug) == slug

"""Invented hubs: of any size, in order, the same each time."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT, Project, copy_project
from test_command_line import files_of, said

SIZES = ("--cities", "9", "--organisations", "30", "--projects", "8", "--events", "30")


def invented(real: Project, folder: Path, *arguments: str) -> Project:
    done = real.hub("demo", str(folder), *SIZES, *arguments)
    assert done.returncode == 0, said(done)
    return Project(folder)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return copy_project(tmp_path_factory.mktemp("real") / "project")


@pytest.fixture(scope="module")
def demo(real: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    return invented(real, tmp_path_factory.mktemp("demo") / "project")


def test_it_has_as_many_records_as_asked_for_and_passes_the_check(demo: Project) -> None:
    done = demo.hub("check")
    assert done.returncode == 0, said(done)
    for words in ("9 cities", "30 events", "30 organisations", "8 projects"):
        assert words in done.stdout


def test_its_records_can_be_put_into_the_one_form_without_a_loss(demo: Project, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", demo.data, demo.path / "docs")
    assert project.hub("fmt").returncode == 0
    assert project.hub("fmt", "--check").returncode == 0
    assert project.hub("check").returncode == 0


def test_the_same_seed_invents_the_same_and_another_one_something_else(
    real: Project, demo: Project, tmp_path: Path
) -> None:
    again = invented(real, tmp_path / "again")
    other = invented(real, tmp_path / "other", "--seed", "2")
    assert files_of(again.data) == files_of(demo.data)
    assert files_of(other.data).keys() != files_of(demo.data).keys()


def test_nothing_of_the_real_hub_but_its_areas_words_and_choices_is_in_it(demo: Project) -> None:
    for kind in ("cities", "organisations", "projects", "events", "news"):
        names = {path.name for path in (demo.data / kind).glob("*")}
        assert not names & {path.name for path in (ROOT / "data" / kind).glob("*")}, kind
    for kind in ("areas", "vocabularies"):
        assert files_of(demo.data / kind) == files_of(ROOT / "data" / kind)


def test_it_builds_strictly_in_every_language(demo: Project) -> None:
    done = demo.hub("build")
    assert done.returncode == 0, said(done)
    site = demo.path / "site"
    for record in (next((demo.data / "cities").iterdir()), next((demo.data / "organisations").iterdir())):
        for language in ("fi", "en"):
            page = next(site.glob(f"**/{record.parent.name}/{record.stem}/index.html"))
            assert page.is_file(), language


def test_it_is_not_written_over_something_else(real: Project, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    done = real.hub("demo", str(tmp_path))
    assert done.returncode == 2
    assert "is not empty" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_language_that_it_has_no_words_for_is_named(tmp_path: Path) -> None:
    hubs = ROOT / "tests" / "hubs"
    project = copy_project(tmp_path / "project", hubs / "photonics" / "data", hubs / "photonics" / "docs")
    done = project.hub("demo", str(tmp_path / "demo"))
    assert done.returncode == 1
    assert "sv" in done.stderr
    assert "demo/words.yml" in done.stderr
    assert not (tmp_path / "demo").exists()

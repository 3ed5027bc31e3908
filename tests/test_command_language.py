"""The language of the command `hub`: chosen by the editor or by the system, for all that it says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, TODAY, Project, Run
from knowledge_hub.cli import main
from knowledge_hub.load import COLLECTIONS
from small_hub import edit
from small_project import RECORD, small_project

FINNISH = "fi_FI.UTF-8"
CLICK = ("Usage", "Options", "Commands", "Error", "Try ", "Show this", "default:", "Missing", "Invalid", "No such", "Did you mean", "OPTIONS", "ARGS")
"""What Click itself says in English."""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with little data."""
    return small_project(tmp_path / "project")


def typed(project: Project, text: str, *arguments: str) -> Run:
    """Run `hub` with something typed in."""
    settings = {**os.environ, "SOURCE_DATE_EPOCH": TODAY, "PYTHONPATH": str(ROOT / "hooks"), "NO_COLOR": "1"}
    command = [sys.executable, "-m", "knowledge_hub.cli", *arguments]
    return subprocess.run(command, cwd=project.path, env=settings, input=text, capture_output=True, text=True, check=False)


def spoil(project: Project) -> None:
    edit(f"{RECORD}.yml", "kind: company", "kind: compny")(project.data)


@pytest.mark.parametrize("arguments", [("--lang", "fi", "check"), ("check", "--lang", "fi"), ("--lang=fi", "check"), ("--lang", "en", "check", "--lang=fi")], ids=" ".join)
def test_the_language_may_stand_before_or_after_the_command(project: Project, arguments: tuple[str, ...]) -> None:
    spoil(project)
    done = project.hub(*arguments)
    assert done.returncode == 1
    first, _, end = done.stderr.splitlines()
    assert first == f"data/{RECORD}.yml:3:7: HUB040 Tuntematon toimijan laji: compny. Tarkoititko company?"
    assert end == "1 korjattava kohta 1 tiedostossa. Mitään ei rakennettu; sivusto on ennallaan."


@pytest.mark.parametrize(
    ("environment", "start"),
    [({"LC_ALL": FINNISH}, "Kaikki on kunnossa: "), ({"LC_ALL": "", "LANG": FINNISH}, "Kaikki on kunnossa: "), ({"LC_ALL": "sv_FI.UTF-8"}, "All is well: "), ({"LC_ALL": FINNISH, "HUB_LANG": "en"}, "All is well: ")],
    ids=str,
)
def test_without_a_choice_the_system_s_language_is_spoken(project: Project, environment: dict[str, str], start: str) -> None:
    assert project.hub("check", **environment).stdout.startswith(start)


def test_the_choice_comes_before_the_system_s_language(project: Project) -> None:
    assert project.hub("check", "--lang", "en", LC_ALL=FINNISH).stdout.startswith("All is well: ")


def test_records_are_counted_in_finnish_too(project: Project) -> None:
    said = project.hub("check", "--lang", "fi").stdout
    for folder, word in zip(COLLECTIONS, ("osaamisalue", "kaupun", "tapahtum", "termi", "uuti", "toimija", "hanke", "lähde"), strict=True):
        assert f"{len(list((project.data / folder).glob('*.yml')))} {word}" in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("check", "--lang", "sv"), ("sv ei kelpaa; valitse jokin näistä", "'fi'")),
        (("chek",), ("Komentoa chek ei ole.", "Tarkoititko 'check'?")),
        (("check", "--colour"), ("Valitsinta --colour ei ole.",)),
        (("check", "now"), ("Tätä ei tarvita: now",)),
        (("new",), ("Puuttuu '{city|",)),
        (("new", "planet"), ("planet ei kelpaa; valitse jokin näistä",)),
        (("new", "city", "--id"), ("Valitsimen --id jälkeen tulee arvo.",)),
        (("new", "city", "--set", "name"), ("Valitsimen --set jälkeen tulee KENTTÄ=ARVO",)),
        (("new", "city", "--set", "colour=red"), ("Kohteella (kaupunki) ei ole kenttää colour.",)),
        (("new", "city", "--id", "Åbo"), ("”Åbo” ei kelpaa tunnukseksi. Kokeile: abo.",)),
        (("new", "organisation", "--id", "korpi-works"), ("on jo olemassa",)),
        (("build", "--into", "data"), ("data ei ole aiemmin rakennettu sivusto",)),
        (("--project", "elsewhere", "check"), ("Tätä ei ole: elsewhere",)),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_wrong_use_is_explained_in_the_editor_s_language(project: Project, arguments: tuple[str, ...], words: tuple[str, ...]) -> None:
    done = project.hub(*arguments, LC_ALL=FINNISH)
    assert done.returncode in (1, 2), done.stdout
    said = " ".join(done.stderr.split())
    for expected in words:
        assert expected in said, said
    assert [word for word in CLICK if word in said] == []


@pytest.mark.parametrize("arguments", [("--help",), *((name, "--help") for name in sorted(main.commands))], ids=" ".join)
def test_help_is_in_the_editor_s_language(project: Project, arguments: tuple[str, ...]) -> None:
    done = project.hub(*arguments, LC_ALL=FINNISH)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Käyttö: ")
    assert "--lang" in done.stdout
    assert [word for word in CLICK if word in done.stdout] == []


def test_a_new_record_asks_and_explains_in_the_editor_s_language(project: Project) -> None:
    done = typed(project, "Korven Kone\nKorpi Machines\n\n", "--lang", "fi", "new", "organisation", "--ask", "--id", "x", *("--set", "kind=company", "--set", "areas=salts", "--set", "sources=korpi-report", "--set", "description.fi=Tekee koneita."))
    assert done.returncode == 0, done.stderr
    assert "pelkkä teksti riittää (suomi) [name.fi]: " in done.stdout
    assert "Mitä toimija alalla tekee; kahdesta neljään virkettä (englanti) [description.en]: " in done.stdout
    text = (project.data / "organisations" / "x.yml").read_text("utf-8")
    assert text.splitlines()[1].startswith("# Uusi toimija. Rivejä, joiden alussa on #, ei lueta")
    assert "# Päivä, jona tiedot on viimeksi käyty läpi.\nchecked: 2026-11-24\n" in text
    assert "# city: kaupunki-tunnus\n" in text
    assert "Täydennä vielä: " in done.stdout
    (problem, _, _) = project.hub("check", "--lang", "fi").stderr.splitlines()
    assert "Kenttä on tyhjä: description.en." in problem


def test_an_interrupted_dialogue_says_so_in_the_editor_s_language(project: Project) -> None:
    done = typed(project, "Vain alku\n", "--lang", "fi", "new", "event", "--ask", "--id", "x")
    assert done.returncode == 1
    assert "Keskeytetty." in done.stderr


def test_a_build_tells_its_progress_in_the_editor_s_language(project: Project) -> None:
    done = project.hub("build", "--lang", "fi")
    assert done.returncode == 0, done.stderr
    assert "Tarkistetaan aineistoa ..." in done.stdout
    assert "Rakennetaan sivuja ..." in done.stdout
    assert "Valmiina " in done.stdout
    (project.path / "docs" / "privacy.en.md").unlink()
    failed = project.hub("build", "--lang", "fi")
    assert failed.returncode == 1
    assert "docs/privacy.en.md puuttuu: kirjoita se" in failed.stderr
    assert "Sivustoa ei rakennettu. site on ennallaan." in failed.stderr

"""The command `hub` as its users call it: what it says, what it writes, and what it leaves alone."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from conftest import REPOSITORY_URL, ROOT, SITE_URL, TODAY, Project, Run
from knowledge_hub.cli import main
from knowledge_hub.hub import Hub
from knowledge_hub.load import COLLECTIONS
from knowledge_hub.project import EXAMPLE_URL, build_time, icons_in, latest_day
from knowledge_hub.read import read_hub
from knowledge_hub.scaffold import KINDS, Question, questions
from site_reader import pages, words
from small_project import NAME, RECORD, small_project

UNREADABLE = "name: [\n"
TEXT = 'Koe "yksi" #2: äöå'
VALUES = {
    "location.latitude": "65.01",
    "location.longitude": "25.47",
    "order": "99",
    "website": "https://example.org/",
    "start": "2027-05-14",
}
"""Answers for what is neither text nor id."""

COMMANDS = ["build", "check", "demo", "diff", "digest", "export", "fmt", "forge", "links", "new", "pr", "publish", "remove", "rename", "report", "schemas", "serve", "translated", "verify"]


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def beside_the_site(project: Project) -> set[str]:
    """Name what lies in the project's folder, apart from `build/`, which is a cache."""
    return {path.name for path in project.path.iterdir()} - {"build"}


def hub_in(project: Project) -> Hub:
    day = latest_day(build_time({"SOURCE_DATE_EPOCH": TODAY}))
    return read_hub(project.data, day, icons_in(project.path))


def run(project: Project, *command: str, typed: str = "") -> Run:
    """Run Python in the project with something typed in."""
    settings = {**os.environ, "SOURCE_DATE_EPOCH": TODAY, "PYTHONPATH": str(ROOT / "hooks"), "NO_COLOR": "1"}
    command = (sys.executable, *command)
    return subprocess.run(
        command, cwd=project.path, env=settings, input=typed, capture_output=True, text=True, check=False
    )


def said(done: Run) -> str:
    """Return what a command printed, which never holds a traceback."""
    text = done.stdout + done.stderr
    assert "Traceback" not in text, text
    return text


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project with little data, which is soon built."""
    return small_project(tmp_path / "project")


@pytest.fixture
def built(project: Project, small_site: Path) -> Project:
    """Return a project whose site was built before."""
    shutil.copytree(small_site, project.path / "site")
    return project


@pytest.fixture(scope="module")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site of the little data once."""
    made = small_project(tmp_path_factory.mktemp("small") / "project")
    done = made.hub("build", SITE_URL=SITE_URL, REPOSITORY_URL=REPOSITORY_URL)
    assert done.returncode == 0, said(done)
    return made.path / "site"


# Checking


def test_check_says_that_all_is_well_and_counts_the_records(project: Project) -> None:
    done = project.hub("check")
    assert done.returncode == 0, said(done)
    assert done.stdout.startswith("All is well: ")
    for folder in COLLECTIONS:
        count = len(list((project.data / folder).glob("*.yml")))
        assert f"{count} {folder}" in done.stdout
    assert done.stderr == ""


def test_check_lists_every_problem_with_file_line_and_column_and_counts_them(project: Project) -> None:
    (project.data / "organisations" / "of-a-test.yml").write_text(UNREADABLE, "utf-8")
    site = project.data / "site.yml"
    site.write_text(site.read_text("utf-8") + "colour: green\n", "utf-8")
    line = site.read_text("utf-8").count("\n")
    done = project.hub("check")
    assert done.returncode == 1
    assert "data/organisations/of-a-test.yml:" in said(done)
    assert f"data/site.yml:{line}:1: " in done.stderr
    assert "2 problems in 2 files." in done.stderr


# Building


def test_build_puts_a_new_site_in_the_place_of_the_old_one(built: Project) -> None:
    (built.path / "site" / "left-over.html").write_text("old", "utf-8")
    record = built.data / f"{RECORD}.yml"
    record.write_text(record.read_text("utf-8").replace(NAME, "A New Name Oy"), "utf-8")
    before = beside_the_site(built)
    done = built.hub("build", SITE_URL=SITE_URL)
    assert done.returncode == 0, said(done)
    page = built.path / "site" / RECORD / "index.html"
    assert "A New Name Oy" in page.read_text("utf-8")
    assert not (built.path / "site" / "left-over.html").exists()
    assert beside_the_site(built) == before, "something was left behind"
    count = len(list((built.path / "site").rglob("*.html")))
    assert f"Built {count} pages" in done.stdout
    assert EXAMPLE_URL not in said(done)
    assert (built.path / "site").stat().st_mode & 0o777 == 0o755, "a web server of another user has to read it"


def test_build_with_bad_data_lists_the_problems_and_leaves_the_old_site_to_the_byte(built: Project) -> None:
    before = files_of(built.path / "site")
    (built.data / "organisations" / "of-a-test.yml").write_text(UNREADABLE, "utf-8")
    done = built.hub("build")
    assert done.returncode == 1
    assert "data/organisations/of-a-test.yml:" in said(done)
    assert "Nothing was built" in done.stderr
    assert files_of(built.path / "site") == before


def test_a_broken_link_in_a_text_stops_the_build_and_leaves_the_old_site_to_the_byte(built: Project) -> None:
    before, around = files_of(built.path / "site"), beside_the_site(built)
    text = built.path / "docs" / "privacy.en.md"
    text.write_text(text.read_text("utf-8") + "\n[somewhere](nowhere.md)\n", "utf-8")
    done = built.hub("build")
    assert done.returncode == 1
    assert "privacy.en.md" in said(done)
    assert "nowhere.md" in said(done)
    assert "site is as it was before" in done.stderr
    assert files_of(built.path / "site") == before
    assert beside_the_site(built) == around, "something was left behind"


def test_ctrl_c_ends_a_build_and_leaves_the_old_site_to_the_byte(built: Project) -> None:
    before, around = files_of(built.path / "site"), beside_the_site(built)
    settings = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    command = [sys.executable, "-m", "knowledge_hub.cli", "build"]
    building = subprocess.Popen(
        command, cwd=built.path, env=settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    )
    while building.poll() is None and not list(built.path.glob(".site-*/site")):
        time.sleep(0.01)
    os.killpg(building.pid, signal.SIGINT)
    output, _ = building.communicate()
    assert building.returncode == 130, output
    assert files_of(built.path / "site") == before
    assert beside_the_site(built) == around, "something was left behind"


def test_mkdocs_called_directly_leaves_the_old_site_too_if_the_data_is_bad(built: Project) -> None:
    before = files_of(built.path / "site")
    (built.data / "organisations" / "of-a-test.yml").write_text(UNREADABLE, "utf-8")
    done = run(built, "-m", "mkdocs", "build", "--strict")
    assert done.returncode == 1
    assert "data/organisations/of-a-test.yml:" in said(done)
    assert files_of(built.path / "site") == before


@pytest.mark.parametrize("place", [".", "..", "data", "docs/assets"])
def test_build_never_takes_the_place_of_a_folder_that_holds_no_site(project: Project, place: str) -> None:
    (project.path / "docs" / "assets").mkdir(exist_ok=True)
    (project.path / "docs" / "assets" / "mine.txt").write_text("mine", "utf-8")
    before = files_of(project.path)
    done = project.hub("build", "--into", place)
    assert done.returncode == 2, said(done)
    assert "site" in said(done)
    assert files_of(project.path) == before


def test_without_addresses_build_warns_of_example_addresses_and_no_page_offers_editing(project: Project) -> None:
    settings = project.data / "site.yml"
    assert not re.search(r"^(?:site|repository)_url:", settings.read_text("utf-8"), re.MULTILINE)
    done = project.hub("build", SITE_URL="", REPOSITORY_URL="")
    assert done.returncode == 0, said(done)
    assert EXAMPLE_URL in said(done)
    assert "SITE_URL" in said(done)
    hub = hub_in(project)
    texts = {hub.interface[language.code]["edit_this"] for language in hub.languages}
    for address, page in pages(project.path / "site").items():
        assert not [link for link in page.all("//a") if words(link) in texts], address
        assert str(page.tree.xpath("string(//link[@rel='canonical']/@href)")).startswith(EXAMPLE_URL), address


# Starting new records


def answer(hub: Hub, icons: frozenset[str], question: Question) -> str:
    """Give a right answer to a question."""
    kind = question.vocabulary
    if kind == "icon":
        return min(icons)
    if kind is not None:
        return next(iter(hub.vocabularies[kind] if kind in hub.vocabularies else hub.collection(kind)))
    return VALUES.get(question.key) or f"{TEXT} {question.key}"


def answers_for(project: Project, kind: str) -> dict[str, str]:
    hub, icons = hub_in(project), icons_in(project.path)
    return {item.key: answer(hub, icons, item) for item in questions(kind, [item.code for item in hub.languages])}


def check_record(project: Project, kind: str, id: str, answers: dict[str, str]) -> None:
    """Check that a record can be read and says what was answered."""
    record = hub_in(project).collection(kind)[id]
    for key, text in answers.items():
        field, _, part = key.partition(".")
        value = getattr(record, field)
        if text.startswith(TEXT):
            assert value[part] == text
        elif isinstance(value, tuple):
            assert value == (text,)
        else:
            assert str(getattr(value, part) if part else value) == text


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_record_with_all_values_given_is_ready(project: Project, kind: str) -> None:
    answers = answers_for(project, kind)
    given = [part for key, value in answers.items() for part in ("--set", f"{key}={value}")]
    done = project.hub("new", kind, "--id", "of-a-test", *given)
    assert done.returncode == 0, said(done)
    assert "of-a-test.yml" in done.stdout
    assert "Still to fill in" not in done.stdout
    check_record(project, kind, "of-a-test", answers)


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_record_asks_for_what_it_needs(project: Project, kind: str) -> None:
    answers = answers_for(project, kind)
    typed = "".join(f"{value}\n" for value in answers.values())
    done = run(project, "-m", "knowledge_hub.cli", "new", kind, "--ask", "--id", "of-a-test", typed=typed)
    assert done.returncode == 0, said(done)
    for key in answers:
        assert f"[{key}]" in done.stdout
    check_record(project, kind, "of-a-test", answers)


def test_a_new_record_asks_only_for_what_is_not_given_and_names_the_choices(project: Project) -> None:
    answers = answers_for(project, "organisation")
    given = [part for key in list(answers)[:-1] if key != "kind" for part in ("--set", f"{key}={answers[key]}")]
    command = ("-m", "knowledge_hub.cli", "new", "organisation", "--ask", "--id", "of-a-test")
    done = run(project, *command, *given, typed=f"{answers['kind']}\n{answers['sources']}\n")
    assert done.returncode == 0, said(done)
    assert "[name.fi]" not in done.stdout
    assert f"({', '.join(hub_in(project).vocabularies['organisation_kind'])})" in done.stdout
    check_record(project, "organisation", "of-a-test", answers)


def test_a_new_record_tells_what_is_still_open_and_check_finds_just_that(project: Project) -> None:
    done = project.hub("new", "organisation", "--id", "of-a-test", "--set", f"name.fi={TEXT}")
    assert done.returncode == 0, said(done)
    left = [item.key for item in questions("organisation", ["fi", "en"]) if item.key != "name.fi"]
    assert f"Still to fill in: {', '.join(left)}." in done.stdout
    found = project.hub("check").stderr.splitlines()
    assert found
    assert all(line.startswith("data/organisations/of-a-test.yml:") for line in found if line.startswith("data/"))


def test_a_new_record_is_named_after_its_english_name(project: Project) -> None:
    done = project.hub("new", "project", "--set", "name.fi=Jokin hanke", "--set", "name.en=Some Project & Co")
    assert done.returncode == 0, said(done)
    assert (project.data / "projects" / "some-project-and-co.yml").is_file()


def test_optional_values_and_further_languages_of_a_name_are_kept(project: Project) -> None:
    answers = answers_for(project, "organisation")
    more = {"name.sv": "Ett namn", "website": "https://example.org/x", "short_name": "Koe: A"}
    given = [part for key, value in {**answers, **more}.items() for part in ("--set", f"{key}={value}")]
    done = project.hub("new", "organisation", "--id", "of-a-test", *given)
    assert done.returncode == 0, said(done)
    record = hub_in(project).organisations["of-a-test"]
    assert (record.name["sv"], record.website, record.short_name) == tuple(more.values())


def test_a_name_that_is_the_same_in_every_language_is_given_once(project: Project) -> None:
    answers = answers_for(project, "organisation")
    given = [f"{key}={value}" for key, value in answers.items() if not key.startswith("name.")] + ["name=Akku Oy"]
    done = project.hub("new", "organisation", *(part for pair in given for part in ("--set", pair)))
    assert done.returncode == 0, said(done)
    record = hub_in(project).organisations["akku-oy"]
    assert dict(record.name) == {"fi": "Akku Oy", "en": "Akku Oy"}


def test_an_interrupted_dialogue_writes_nothing(project: Project) -> None:
    before = files_of(project.data)
    done = run(project, "-m", "knowledge_hub.cli", "new", "event", "--ask", "--id", "of-a-test", typed="Vain alku\n")
    assert done.returncode == 1
    assert "Aborted" in said(done)
    assert files_of(project.data) == before


@pytest.mark.parametrize(
    ("arguments", "status", "hint"),
    [
        (("organisation", "--id", "korpi-works"), 1, "is there already"),
        (("organisation", "--id", "Korpi Works"), 2, "korpi-works"),
        (("organisation", "--id", "../cities/x"), 2, "cities-x"),
        (("organisation", "--id", "x" * 200), 2, "cannot be an id"),
        (("organisation", "--id", "x", "--set", "colour=green"), 2, "has no colour"),
        (("city", "--id", "x", "--set", "location.lat=65"), 2, "has no location.lat"),
        (("organisation", "--id", "x", "--set", "description.colour=green"), 2, "has no description.colour"),
        (("organisation", "--id", "x", "--set", "kind"), 2, "KEY=VALUE"),
        (("planet", "--id", "x"), 2, "planet"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_new_record_is_refused_with_a_hint(
    project: Project, arguments: tuple[str, ...], status: int, hint: str
) -> None:
    before = files_of(project.data)
    done = project.hub("new", *arguments)
    assert done.returncode == status, said(done)
    assert hint in said(done)
    assert files_of(project.data) == before


# Help and wrong use


def test_help_names_every_command_with_its_purpose_and_every_exit_status(project: Project) -> None:
    done = project.hub("--help")
    assert done.returncode == 0, said(done)
    text = " ".join(done.stdout.split())
    assert set(main.commands) == set(COMMANDS)
    for name, command in main.commands.items():
        assert f"{name} {' '.join((command.help or '').split()[:4])}" in text
    for status in ("0 all is well", "1 problems", "2 wrong use", "130 stopped"):
        assert status in text


@pytest.mark.parametrize("name", sorted(main.commands))
def test_help_of_a_command_explains_each_of_its_options(project: Project, name: str) -> None:
    done = project.hub(name, "--help")
    assert done.returncode == 0, said(done)
    text = " ".join(done.stdout.split())
    assert " ".join((main.commands[name].help or "").split()) in text
    for option in main.commands[name].params:
        if isinstance(option, click.Option):
            assert option.opts[0] in text
            assert option.help
            assert " ".join(option.help.split()) in text


@pytest.mark.parametrize("command", [("check",), ("build",), ("serve",), ("new", "city")], ids=" ".join)
def test_outside_a_project_every_command_says_where_to_run_it(tmp_path: Path, command: tuple[str, ...]) -> None:
    done = Project(tmp_path).hub(*command)
    assert done.returncode == 2
    assert "There is no mkdocs.yml in" in said(done)
    assert "run this in the project's folder" in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_project_elsewhere_can_be_named(project: Project, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    done = Project(elsewhere).hub("--project", str(project.path), "check")
    assert done.returncode == 0, said(done)


def test_serve_does_not_start_with_bad_data_but_lists_the_problems(project: Project) -> None:
    (project.data / "organisations" / "of-a-test.yml").write_text(UNREADABLE, "utf-8")
    done = project.hub("serve", "--address", "127.0.0.1:0")
    assert done.returncode == 1
    assert "data/organisations/of-a-test.yml:" in said(done)

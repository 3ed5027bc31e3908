"""Removing: a record goes only if nothing needs it, and its addresses never lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from command import done, refused
from conftest import Project, serve
from git_project import commit, git, git_project
from site_reader import HOST
from small_hub import delete, edit, write
from small_project import small_project

REMOVED = "removed.yml"
EXTRA = "organisations/extra.yml"
EXTRA_TEXT = "name: Extra\nkind: company\nareas: [salts]\ndescription: {fi: A., en: B.}\nsources: [extra-page, korpi-report]\nchecked: 2026-11-20\naliases: [older]\n"
PAGE_TEXT = "title: X\npublisher: Y\nurl: https://extra.example\naccessed: 2026-11-20\nlanguage: en\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project with an organisation that nothing refers to and a source of its own."""
    made = small_project(tmp_path / "project")
    for change in (write(EXTRA, EXTRA_TEXT), write("sources/extra-page.yml", PAGE_TEXT)):
        change(made.data)
    return made


@pytest.fixture
def repository(tmp_path: Path) -> Project:
    """Return a project with everything in its git history."""
    made = git_project(tmp_path / "repository")
    git(made.path, "add", "-A")
    git(made.path, "commit", "-q", "-m", "All")
    return made


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """Return a folder that a server shows, and its address."""
    folder = tmp_path / "served"
    folder.mkdir()
    for address in serve(folder):
        yield folder, address


def removed(project: Project) -> dict[str, dict[str, object]]:
    """Return what the list of removed pages says of each."""
    return {entry.pop("page"): entry for entry in yaml.safe_load((project.data / REMOVED).read_text("utf-8"))}


def addresses(site: Path) -> list[str]:
    return (site / "addresses.txt").read_text("utf-8").splitlines()


# What may go


def test_a_record_that_others_refer_to_stays_and_each_place_is_named(project: Project) -> None:
    said = refused(project, "remove", "organisation", "ranta-university")
    assert said.splitlines()[1:] == ["data/projects/loop.yml:7:19"]
    assert (project.data / "organisations/ranta-university.yml").is_file()
    assert not (project.data / REMOVED).exists()


def test_with_a_record_go_the_sources_that_nothing_else_refers_to(project: Project) -> None:
    told = done(project, "remove", "organisation", "extra").output
    assert "data/organisations/extra.yml is deleted\ndata/sources/extra-page.yml is deleted\n" in told
    assert not (project.data / EXTRA).exists()
    assert not (project.data / "sources/extra-page.yml").exists()
    assert (project.data / "sources/korpi-report.yml").is_file()
    done(project, "check")


def test_a_record_without_a_page_leaves_only_the_lists_that_are_empty_without_it(project: Project) -> None:
    done(project, "remove", "note", "korpi-prize")
    assert {name: entry["to"] for name, entry in removed(project).items()} == {"news/cities/korpi": "news"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("organisation", "extr"), "did you mean extra?"),
        (("organisation", "extra", "--to", "cities/korpo"), "There is no page cities/korpo to lead to: did you mean cities/korpi?"),
        (("organisation", "extra", "--to", "organisations/extra"), "There is no page organisations/extra"),
        (("organisation", "extra", "--to", "organisations/older"), "There is no page organisations/older"),
        (("note", "korpi-prize", "--to", "news"), "A record of this kind (note) has no page of its own"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(arguments: tuple[str, ...], words: str, project: Project) -> None:
    assert words in refused(project, "remove", *arguments)
    assert (project.data / EXTRA).is_file()
    assert not (project.data / REMOVED).exists()


# Where addresses lead


def test_every_address_of_the_record_leads_where_the_editor_says(project: Project) -> None:
    done(project, "remove", "organisation", "extra", "--to", "/cities/korpi/")
    entry = {"to": "cities/korpi", "date": yaml.safe_load("2026-11-24")}
    assert removed(project) == {"organisations/extra": entry, "organisations/older": entry}


def test_the_list_of_removed_pages_is_added_to_and_otherwise_kept(project: Project) -> None:
    before = "# Ours\n- {page: old, date: 2026-01-01} # by hand"
    write(REMOVED, before)(project.data)
    done(project, "remove", "organisation", "extra", "--why", "fi=Lopetti: \"x\".", "--why", "en=Closed.")
    text = (project.data / REMOVED).read_text("utf-8")
    assert text.startswith(f"{before}\n- page: organisations/extra\n")
    assert removed(project)["organisations/extra"]["why"] == {"fi": 'Lopetti: "x".', "en": "Closed."}


def test_pages_that_go_with_a_record_lead_to_their_list(project: Project) -> None:
    done(project, "remove", "event", "open-day", "--to", "cities/korpi")
    found = removed(project)
    assert found["events/2026/open-day"]["to"] == "cities/korpi"
    assert found["events/2026"]["to"] == "events"


def test_a_page_of_a_list_that_comes_back_needs_no_edit(project: Project) -> None:
    event = (project.data / "events/open-day.yml").read_text("utf-8")
    done(project, "remove", "event", "open-day")
    write("events/other.yml", event)(project.data)
    done(project, "check")


def test_removed_pages_that_led_to_a_record_need_a_new_target_and_get_it(project: Project) -> None:
    done(project, "rename", "organisation", "extra", "newer")
    write(REMOVED, "- page: organisations/gone\n  to: organisations/newer\n  date: 2026-01-01\n")(project.data)
    assert "--to where they shall lead:\norganisations/gone" in refused(project, "remove", "organisation", "newer")
    done(project, "remove", "organisation", "newer", "--to", "cities/ranta")
    assert {name: entry["to"] for name, entry in removed(project).items()} == dict.fromkeys(
        ["organisations/gone", "organisations/newer", "organisations/extra", "organisations/older"], "cities/ranta"
    )


def test_the_site_answers_at_every_address_after_a_city_was_renamed_and_records_were_removed(project: Project, tmp_path: Path) -> None:
    done(project, "rename", "city", "korpi", "korpela")
    done(project, "remove", "organisation", "extra", "--why", "fi=Yhtiö lopetti.", "--why", "en=The company closed.")
    built = project.hub("build", SITE_URL=HOST)
    assert built.returncode == 0, built.stderr
    site = project.path / "site"
    listed = addresses(site)
    assert listed == sorted(listed)
    pages = {f"/{path.parent.relative_to(site).as_posix()}/".replace("/./", "/") for path in site.rglob("index.html")}
    assert set(listed) == pages - {"/admin/"}
    for old in ("cities/korpi", "compare/korpi-ranta", "embed/city/korpi/dark", "organisations/extra"):
        assert f"/{old}/" in listed
        assert f"/en/{old}/" in listed
    redirect = (site / "en/compare/korpi-ranta/index.html").read_text("utf-8")
    assert 'url=../korpela-ranta/"' in redirect
    page = (site / "en/organisations/extra/index.html").read_text("utf-8")
    for words in ("The page was removed on 24 November 2026. The company closed.", '<meta name="robots" content="noindex">', 'href="../"'):
        assert words in page, words
    titles = [path.relative_to(site).as_posix() for path in (site / "search" / "en").iterdir()]
    for name in ("sitemap.xml", "llms.txt", *titles):
        assert "organisations/extra" not in (site / name).read_text("utf-8"), name
    assert any("organisations/" in (site / name).read_text("utf-8") for name in titles)
    for language in ("fi", "en"):
        assert (site / f"sheets/korpi-{language}.pdf").read_bytes() == (site / f"sheets/korpela-{language}.pdf").read_bytes()


# What the check says of the list


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ("- {page: cities/korpi, date: 2026-01-01}", "data/removed.yml:1:10: HUB110 cities/korpi stands among the removed pages"),
        ("- {page: participate, date: 2026-01-01}", "data/removed.yml:1:10: HUB110"),
        ("- {page: organisations/older, date: 2026-01-01}", "its address still leads to the page organisations/extra"),
        ("- {page: x, to: cities/korpo, date: 2026-01-01}", "data/removed.yml:1:17: HUB111 there is no page cities/korpo that x could lead to; did you mean cities/korpi?"),
        ("- {page: x, to: organisations/older, date: 2026-01-01}", "HUB112 x leads to organisations/older, which only leads on to organisations/extra; write `to: organisations/extra`"),
        ("- {page: x, to: y, date: 2026-01-01}\n- {page: y, to: cities, date: 2026-01-01}", "data/removed.yml:1:17: HUB112"),
        ("- {page: x, date: 2026-01-01}\n- {page: x, date: 2026-01-02}", "data/removed.yml:2:10: HUB113"),
        ("- {page: /x/, date: 2026-01-01}", "data/removed.yml:1:10: HUB028"),
        ("- {page: x}", "data/removed.yml:1:3: HUB021 date is missing"),
        ("- {page: x, date: 2026-01-01, why: {fi: A.}}", "HUB030 the English text of why is missing"),
        ("page: x", "data/removed.yml:1:1: HUB022"),
    ],
)
def test_a_list_that_cannot_hold_is_told_with_its_place(entries: str, expected: str, project: Project) -> None:
    write(REMOVED, f"{entries}\n")(project.data)
    assert expected in refused(project, "check")


# Nothing is lost in silence


def test_an_address_that_was_published_and_would_be_lost_is_named(project: Project, tmp_path: Path) -> None:
    list_of = tmp_path / "addresses.txt"
    list_of.write_text("/cities/korpi/\n/en/cities/korpi/\n/organisations/extra/\n/organisations/older/\n/\n", "utf-8")
    done(project, "check", "--published", str(list_of))
    edit(EXTRA, "aliases: [older]\n", "")(project.data)
    said = refused(project, "check", "--published", str(list_of))
    assert f"{list_of}:4:1: HUB114 the page /organisations/older/ was published and would be lost; use `hub rename` or `hub remove`" in said
    assert "1 problem in 1 file" in said


def test_the_list_of_a_site_is_taken_from_the_web(project: Project, served: tuple[Path, str]) -> None:
    folder, address = served
    (folder / "addresses.txt").write_text("/cities/korpi/\n/cities/lost/\n", "utf-8")
    said = refused(project, "check", "--published", f"{address}addresses.txt")
    assert f"{address}addresses.txt:2:1: HUB114" in said
    assert "cannot be read: File not found" in refused(project, "check", "--published", f"{address}none.txt")


def test_the_pages_of_a_revision_are_guarded(repository: Project) -> None:
    done(repository, "check", "--published-at", "HEAD")
    delete("events/open-day.yml")(repository.data)
    said = refused(repository, "check", "--published-at", "HEAD")
    assert "/events/2026/open-day/ was" in said
    assert "/en/embed/events/ was" in said
    assert "nowhere is neither a folder nor a revision" in refused(repository, "check", "--published-at", "nowhere")


def test_the_pages_of_records_are_guarded_if_the_data_of_a_revision_no_longer_fits(repository: Project) -> None:
    broken = commit(repository, "2026-09-02T12:00:00+0300", edit("cities/korpi.yml", "order: 1", "former_key: 1"))
    edit("cities/korpi.yml", "former_key: 1", "order: 1")(repository.data)
    done(repository, "check", "--published-at", broken)
    delete("events/open-day.yml")(repository.data)
    said = refused(repository, "check", "--published-at", broken)
    assert [line.split()[4] for line in said.splitlines() if "HUB114" in line] == ["/en/events/2026/open-day/", "/events/2026/open-day/"]

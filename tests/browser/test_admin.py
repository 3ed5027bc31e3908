"""The form editor in a browser: it loads from the site alone, and what it saves is accepted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from conftest import Project
from form_editor import READ, TALL, choose, choose_folder, go, open_forms, save, write
from playwright.sync_api import Browser, expect
from visitor import LANGUAGES, Visitor, visit

pytestmark = pytest.mark.browser

CITY = "data/cities/pori.yml"
EVENT = "data/events/day-of-forms.yml"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_editor_loads_from_the_site_alone_and_speaks_the_language_of_its_page(browser: Browser, at_root: str, language: str) -> None:
    with visit(browser, at_root, language) as visitor:
        open_forms(visitor.page, at_root, language)
        expect(visitor.page.get_by_text(visitor.ui("forms.local"))).to_be_visible()
        fonts = "document.fonts.load('24px \"Material Symbols Outlined\"').then((found) => found.length)"
        assert visitor.page.evaluate(fonts) == 1


@pytest.fixture
def editor(browser: Browser, at_root: str, project: Project) -> Iterator[Visitor]:
    """Someone who has opened the files of a project in the forms."""
    with visit(browser, at_root, "en", viewport=TALL) as visitor:
        open_forms(visitor.page, at_root, "en")
        files = {path.relative_to(project.path).as_posix(): path.read_text("utf-8") for path in project.data.rglob("*.yml")}
        choose_folder(visitor.page, "en", files)
        yield visitor


def take(editor: Visitor, project: Project, file: str) -> None:
    """Put what the forms have written into the project."""
    text = editor.page.evaluate(READ, file)
    assert text is not None, f"{file} was not written"
    (project.path / file).write_text(text, "utf-8")


def test_a_text_that_is_changed_in_a_form_is_all_that_changes_in_its_file(editor: Visitor, project: Project) -> None:
    before = (project.path / CITY).read_text("utf-8").splitlines()
    go(editor.page, "cities/entries/pori", "en")
    write(editor.page, "summary.en", "Pori refines metals, and says so in a form.")
    save(editor.page, "en")
    take(editor, project, CITY)
    done = project.hub("fmt", CITY)
    assert done.returncode == 0, done.stdout + done.stderr
    after = (project.path / CITY).read_text("utf-8").splitlines()
    changed = [line for line in after if line not in before]
    assert changed == ["  en: Pori refines metals, and says so in a form."]
    assert len(before) - len(after) == 2
    assert project.hub("check").returncode == 0


def test_an_event_that_is_added_in_a_form_passes_the_check(editor: Visitor, project: Project) -> None:
    go(editor.page, "events/new", "en")
    write(editor.page, "title.fi", "Lomakkeiden päivä")
    write(editor.page, "title.en", "Day of forms")
    choose(editor.page, "kind", "seminar")
    write(editor.page, "start", "2027")
    choose(editor.page, "city", "Pori")
    choose(editor.page, "areas", "Electrification")
    write(editor.page, "summary.fi", "Päivä, jona täytetään lomakkeita.")
    write(editor.page, "summary.en", "A day on which forms are filled in.")
    choose(editor.page, "sources", "Boliden Kokkola")
    write(editor.page, "checked", "2026-11-24")
    save(editor.page, "en")
    take(editor, project, EVENT)
    done = project.hub("fmt", EVENT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "start: 2027\n" in (project.path / EVENT).read_text("utf-8")
    checked = project.hub("check")
    assert checked.returncode == 0, checked.stdout + checked.stderr

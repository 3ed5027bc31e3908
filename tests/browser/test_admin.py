"""The form editor in a browser: it loads from the site alone, and what it saves is accepted."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from conftest import ROOT, Project
from playwright.sync_api import Browser, Locator, expect
from site_reader import FORMS
from visitor import LANGUAGES, Visitor, visit

pytestmark = pytest.mark.browser

PAGES = dict(zip(LANGUAGES, ("index.html", "en.html"), strict=True))
OWN_WORDS = json.loads((ROOT / "theme" / "admin" / "locales" / "fi.json").read_text("utf-8"))
LOCAL = {"fi": OWN_WORDS["work_with_local_repo"], "en": "Work with Local Repository"}
"""What the button for a local folder says."""
PICK_PRIVATE_FOLDER = """
window.showDirectoryPicker = () => navigator.storage.getDirectory();
"""
"""The browser's own question cannot be answered by a program; a folder that only the page sees stands for the project."""
FILL = """async (files) => {
  for (const [path, text] of Object.entries(files)) {
    const folders = path.split("/");
    const name = folders.pop();
    let folder = await navigator.storage.getDirectory();
    for (const part of folders) folder = await folder.getDirectoryHandle(part, { create: true });
    const out = await (await folder.getFileHandle(name, { create: true })).createWritable();
    await out.write(text);
    await out.close();
  }
}"""
READ = """async (path) => {
  const folders = path.split("/");
  const name = folders.pop();
  let folder = await navigator.storage.getDirectory();
  for (const part of folders) folder = await folder.getDirectoryHandle(part);
  const names = await Array.fromAsync(folder.keys());
  return names.includes(name) ? (await (await folder.getFileHandle(name)).getFile()).text() : null;
}"""
CITY = "data/cities/pori.yml"
EVENT = "data/events/day-of-forms.yml"
TALL = {"width": 1440, "height": 6000}
"""Fields are made when they come into view."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_editor_loads_from_the_site_alone_and_speaks_the_language_of_its_page(browser: Browser, at_root: str, language: str) -> None:
    with visit(browser, at_root, language) as visitor:
        visitor.page.goto(f"{at_root}{FORMS}{PAGES[language]}")
        expect(visitor.page.get_by_role("button", name=LOCAL[language])).to_be_visible()
        expect(visitor.page.get_by_text(visitor.ui("forms.local"))).to_be_visible()
        fonts = "document.fonts.load('24px \"Material Symbols Outlined\"').then((found) => found.length)"
        assert visitor.page.evaluate(fonts) == 1


@pytest.fixture
def editor(browser: Browser, at_root: str, project: Project) -> Iterator[Visitor]:
    """Someone who has opened the files of a project in the forms."""
    with visit(browser, at_root, "en", viewport=TALL) as visitor:
        visitor.page.add_init_script(PICK_PRIVATE_FOLDER)
        visitor.page.goto(f"{at_root}{FORMS}{PAGES['en']}")
        files = {path.relative_to(project.path).as_posix(): path.read_text("utf-8") for path in project.data.rglob("*.yml")}
        visitor.page.evaluate(FILL, {**files, ".git/HEAD": "ref: refs/heads/main\n"})
        visitor.page.get_by_role("button", name=LOCAL["en"]).click()
        expect(visitor.page.get_by_role("button", name="New")).to_be_visible()
        yield visitor


def go(editor: Visitor, path: str) -> None:
    """Go to a form."""
    editor.page.evaluate("(path) => { location.hash = path; }", f"#/collections/{path}")
    expect(editor.page.get_by_role("button", name="Save", exact=True)).to_be_visible()


def field(editor: Visitor, path: str) -> Locator:
    return editor.page.locator(f"section[data-key-path='{path}']")


def write(editor: Visitor, path: str, text: str) -> None:
    field(editor, path).get_by_role("textbox").fill(text)


def choose(editor: Visitor, path: str, label: str) -> None:
    field(editor, path).get_by_role("combobox").click()
    editor.page.get_by_role("option", name=label, exact=True).click()


def save(editor: Visitor) -> None:
    editor.page.get_by_role("button", name="Save", exact=True).click()
    expect(editor.page.get_by_role("button", name="New")).to_be_visible()


def take(editor: Visitor, project: Project, file: str) -> None:
    """Put what the forms have written into the project."""
    text = editor.page.evaluate(READ, file)
    assert text is not None, f"{file} was not written"
    (project.path / file).write_text(text, "utf-8")


def test_a_text_that_is_changed_in_a_form_is_all_that_changes_in_its_file(editor: Visitor, project: Project) -> None:
    before = (project.path / CITY).read_text("utf-8").splitlines()
    go(editor, "cities/entries/pori")
    write(editor, "summary.en", "Pori refines metals, and says so in a form.")
    save(editor)
    take(editor, project, CITY)
    done = project.hub("fmt", CITY)
    assert done.returncode == 0, done.stdout + done.stderr
    after = (project.path / CITY).read_text("utf-8").splitlines()
    changed = [line for line in after if line not in before]
    assert changed == ["  en: Pori refines metals, and says so in a form."]
    assert len(before) - len(after) == 2
    assert project.hub("check").returncode == 0


def test_an_event_that_is_added_in_a_form_passes_the_check(editor: Visitor, project: Project) -> None:
    go(editor, "events/new")
    write(editor, "title.fi", "Lomakkeiden päivä")
    write(editor, "title.en", "Day of forms")
    choose(editor, "kind", "seminar")
    write(editor, "start", "2027")
    choose(editor, "city", "Pori")
    choose(editor, "areas", "Electrification")
    write(editor, "summary.fi", "Päivä, jona täytetään lomakkeita.")
    write(editor, "summary.en", "A day on which forms are filled in.")
    choose(editor, "sources", "Boliden Kokkola")
    write(editor, "checked", "2026-11-24")
    save(editor)
    take(editor, project, EVENT)
    done = project.hub("fmt", EVENT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "start: 2027\n" in (project.path / EVENT).read_text("utf-8")
    checked = project.hub("check")
    assert checked.returncode == 0, checked.stdout + checked.stderr

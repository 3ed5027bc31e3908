"""Works with the form editor in a browser, on files that only the page sees."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from conftest import ROOT
from playwright.sync_api import Locator, Page, expect
from site_reader import FORMS

FORM_PAGES = {"fi": "index.html", "en": "en.html"}
_FINNISH = json.loads((ROOT / "theme" / "admin" / "locales" / "fi.json").read_text("utf-8"))
_ENGLISH = {"work_with_local_repo": "Work with Local Repository", "create": "New", "save": "Save"}
WORDS = {"fi": {key: str(_FINNISH[key]) for key in _ENGLISH}, "en": _ENGLISH}
"""Words of the editor itself, by language."""
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
TALL = {"width": 1440, "height": 6000}
"""Size of a window in which all fields come into view: only then they are made."""


def open_forms(page: Page, root: str, language: str) -> None:
    """Open the editor of a site, before anybody has chosen where the files are."""
    page.add_init_script(PICK_PRIVATE_FOLDER)
    page.goto(f"{root}{FORMS}{FORM_PAGES[language]}")
    expect(_button(page, language, "work_with_local_repo")).to_be_visible()


def choose_folder(page: Page, language: str, files: Mapping[str, str]) -> None:
    """Choose a folder of files, given by their path in the project."""
    page.evaluate(FILL, {**files, ".git/HEAD": "ref: refs/heads/main\n"})
    _button(page, language, "work_with_local_repo").click()
    expect(create_button(page, language)).to_be_visible()


def go(page: Page, path: str, language: str) -> None:
    """Go to a form."""
    page.evaluate("(path) => { location.hash = path; }", f"#/collections/{path}")
    expect(save_button(page, language)).to_be_visible()


def create_button(page: Page, language: str) -> Locator:
    """Find the button that starts a record; its text begins with the name of its icon."""
    return page.get_by_role("button").filter(has_text=re.compile(rf"{WORDS[language]['create']}\s*$"))


def save_button(page: Page, language: str) -> Locator:
    return _button(page, language, "save")


def save(page: Page, language: str) -> None:
    """Save, and wait until the form is closed."""
    save_button(page, language).click()
    expect(create_button(page, language)).to_be_visible()


def field(page: Page, path: str) -> Locator:
    return page.locator(f"section[data-key-path='{path}']")


def write(page: Page, path: str, text: str) -> None:
    """Fill in a field of text."""
    field(page, path).get_by_role("textbox").fill(text)


def choose(page: Page, path: str, label: str) -> None:
    """Pick a choice by what it is called."""
    field(page, path).get_by_role("combobox").click()
    page.get_by_role("option", name=label, exact=True).click()


def _button(page: Page, language: str, key: str) -> Locator:
    return page.get_by_role("button", name=WORDS[language][key], exact=True)

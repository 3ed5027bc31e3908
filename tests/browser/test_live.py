"""The preview as an editor has it open: a change shows by itself, and so does what is wrong with the files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect
from small_project import NAME, RECORD
from test_serve import Server, built_and_served, edited, record_of

pytestmark = pytest.mark.browser
SOON = 60_000
"""Milliseconds that a busy machine may need for a build."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with built_and_served(tmp_path_factory.mktemp("live")) as running:
        yield running


@contextmanager
def opened(browser: Browser, server: Server, *, scripted: bool = True) -> Iterator[Page]:
    """Open the page of the record that tests edit."""
    context = browser.new_context(java_script_enabled=scripted)
    page = context.new_page()
    page.goto(f"{server.address}{RECORD}/")
    yield page
    context.close()


def box(page: Page) -> Locator:
    return page.get_by_role("alertdialog")


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def misspelt(text: str) -> str:
    return text.replace("\nkind: company", "\nkind: compny")


def doubly_wrong(text: str) -> str:
    return f"{misspelt(text)}nonsense: 1\n"


def test_a_change_shows_on_the_open_page_by_itself(browser: Browser, server: Server) -> None:
    with opened(browser, server) as page:
        with edited(record_of(server), lambda text: text.replace(f"name: {NAME}", "name: Uusi Oy")):
            expect(heading(page)).to_have_text("Uusi Oy", timeout=SOON)
        expect(heading(page)).to_have_text(NAME, timeout=SOON)


def test_what_is_wrong_lies_over_the_last_good_page_until_it_is_mended(browser: Browser, server: Server) -> None:
    with opened(browser, server) as page:
        with edited(record_of(server), doubly_wrong) as text:
            expect(box(page).get_by_role("listitem")).to_have_count(2, timeout=SOON)
            first, second = box(page).get_by_role("listitem").all()
            line = text[: text.index("kind: compny")].count("\n") + 1
            expect(first).to_contain_text(f"data/{RECORD}.yml:{line}:")
            expect(first).to_contain_text("Tuntematon toimijan laji: compny. Tarkoititko company?")
            expect(second).to_contain_text(f"data/{RECORD}.yml:{text.count(chr(10))}:")
            expect(box(page)).to_have_attribute("lang", "fi")
            expect(heading(page)).to_have_text(NAME)
            axe = Axe().run(page)
            assert axe.violations_count == 0, axe.generate_report()
        expect(box(page)).to_have_count(0, timeout=SOON)
        expect(heading(page)).to_have_text(NAME)


def test_the_box_takes_the_keyboard_and_gives_it_back_when_it_is_closed(browser: Browser, server: Server) -> None:
    with opened(browser, server) as page:
        link = page.get_by_role("main").get_by_role("link").first
        link.focus()
        with edited(record_of(server), misspelt):
            expect(box(page)).to_be_focused(timeout=SOON)
            page.keyboard.press("Escape")
            expect(box(page)).to_have_count(0)
            expect(link).to_be_focused()
            page.reload()
            box(page).get_by_role("button", name="Sulje").click()
            expect(box(page)).to_have_count(0)


def test_the_box_is_there_and_can_be_closed_without_scripts(browser: Browser, server: Server) -> None:
    with opened(browser, server, scripted=False) as page, edited(record_of(server), misspelt):
        server.wait_for("", lambda found: bool(found.all("//*[@role='alertdialog']")), "the fault did not show")
        page.reload()
        expect(box(page)).to_contain_text("HUB040")
        box(page).get_by_role("button", name="Sulje").click()
        expect(box(page)).to_be_hidden()

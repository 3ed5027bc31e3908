"""Without JavaScript every page is complete, and only what needs scripts is not there."""

from __future__ import annotations

import pytest
from journeys import JOURNEYS
from playwright.sync_api import Browser, expect
from visitor import LANGUAGES, PAGES, interface, visit

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("language", LANGUAGES)]
TEXTS = """main => {
  const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const needsScripts = text.parentElement.closest("form, button, dialog, [role=status]");
    if (text.data.trim() && !needsScripts && text.parentElement.checkVisibility()) found.push(text.data.trim());
  }
  return found;
}"""
"""Texts of the content that can be seen, but for controls."""
CONTROLS = "button, dialog, select, input:not([readonly]), textarea:not([readonly])"


@pytest.mark.parametrize("kind", PAGES)
def test_every_kind_of_page_shows_all_its_content_and_no_control_that_would_do_nothing(
    browser: Browser, at_root: str, language: str, kind: str
) -> None:
    with visit(browser, at_root, language) as visitor:
        visitor.open(PAGES[kind])
        expected = visitor.main.evaluate(TEXTS)
    with visit(browser, at_root, language, java_script_enabled=False) as visitor:
        visitor.open(PAGES[kind])
        shown = visitor.main.evaluate(TEXTS)
        assert [text for text in expected if text not in shown] == []
        assert visitor.fits() == []
        controls = [item for item in visitor.page.locator(CONTROLS).all() if item.is_visible()]
        assert [item.evaluate("item => item.outerHTML.slice(0, 150)") for item in controls] == []


@pytest.mark.parametrize("journey", JOURNEYS)
def test_a_visitor_gets_there_without_scripts(browser: Browser, at_root: str, language: str, journey: str) -> None:
    with visit(browser, at_root, language, java_script_enabled=False) as visitor:
        JOURNEYS[journey](visitor)


def test_the_language_switch_and_breadcrumbs_are_plain_links(browser: Browser, at_root: str, language: str) -> None:
    other = next(code for code in LANGUAGES if code != language)
    with visit(browser, at_root, language, java_script_enabled=False) as visitor:
        visitor.open(PAGES["organisation"])
        switch = visitor.header.get_by_role("navigation", name=visitor.ui("nav.language"))
        visitor.follow(switch.get_by_role("link"))
        visitor.is_at(PAGES["organisation"], other)
        crumbs = visitor.main.get_by_role("navigation", name=interface(other, "nav.breadcrumbs"))
        visitor.follow(crumbs.get_by_role("link").last)
        visitor.is_at(PAGES["organisations"], other)


def test_on_a_phone_the_menu_opens_and_leads_on(browser: Browser, at_root: str, language: str) -> None:
    phone = {"width": 390, "height": 844}
    with visit(browser, at_root, language, java_script_enabled=False, viewport=phone) as visitor:
        visitor.open(PAGES["city"])
        menu = visitor.header.get_by_role("navigation", name=visitor.ui("nav.menu"), exact=True)
        expect(menu).to_be_hidden()
        visitor.header.locator("summary").click()
        visitor.follow(menu.get_by_role("link", name=visitor.ui("nav.projects")))
        visitor.is_at(PAGES["projects"])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_follow_the_system(browser: Browser, at_root: str, language: str, scheme: str) -> None:
    with visit(browser, at_root, language, java_script_enabled=False, color_scheme=scheme) as visitor:
        visitor.open("")
        expect(visitor.page.locator("html")).to_have_css("color-scheme", scheme)

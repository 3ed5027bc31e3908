"""Visitors find what they come for, in their language, and find their way back."""

from __future__ import annotations

import re

import pytest
from journeys import JOURNEYS
from playwright.sync_api import Browser, Locator, expect
from visitor import LANGUAGES, PAGES, Visitor, interface, visit

pytestmark = pytest.mark.browser
in_each_language = pytest.mark.parametrize("language", LANGUAGES)
PHONE = {"width": 390, "height": 844}


@in_each_language
@pytest.mark.parametrize("journey", JOURNEYS)
def test_a_visitor_gets_there_by_clicking(browser: Browser, at_root: str, language: str, journey: str) -> None:
    with visit(browser, at_root, language) as visitor:
        JOURNEYS[journey](visitor)


@pytest.mark.parametrize("kind", [kind for kind in PAGES if kind != "missing"])
def test_the_language_switch_leads_to_the_same_page_and_back(browser: Browser, at_root: str, kind: str) -> None:
    first, second = LANGUAGES
    with visit(browser, at_root, first) as visitor:
        visitor.open(PAGES[kind])
        for here, there in ((first, second), (second, first)):
            switch = visitor.header.get_by_role("navigation", name=interface(here, "nav.language"))
            visitor.follow(switch.get_by_role("link"))
            visitor.is_at(PAGES[kind], there)
            expect(visitor.page.locator("html")).to_have_attribute("lang", there)


@in_each_language
@pytest.mark.parametrize("kind", ["city", "area", "organisation", "project", "event"])
def test_breadcrumbs_lead_back_step_by_step(browser: Browser, at_root: str, language: str, kind: str) -> None:
    with visit(browser, at_root, language) as visitor:
        visitor.open(PAGES[kind])
        crumbs = visitor.main.get_by_role("navigation", name=visitor.ui("nav.breadcrumbs"))
        here = visitor.main.get_by_role("heading", level=1).inner_text().strip()
        expect(crumbs.get_by_role("listitem").last).to_have_text(here)
        for above in range(PAGES[kind].count("/") - 1, 0, -1):
            path = "/".join(PAGES[kind].split("/")[:above])
            visitor.follow(crumbs.get_by_role("link").last)
            visitor.is_at(f"{path}/")
        expect(visitor.main.get_by_role("heading", level=1)).to_have_text(visitor.ui(f"nav.{path}"))
        visitor.follow(crumbs.get_by_role("link", name=visitor.ui("nav.home")))
        visitor.is_at("")


@in_each_language
def test_the_menu_names_the_section_that_a_page_belongs_to(browser: Browser, at_root: str, language: str) -> None:
    with visit(browser, at_root, language) as visitor:
        visitor.open(PAGES["city"])
        menu = visitor.header.get_by_role("navigation", name=visitor.ui("nav.main"))
        expect(menu.locator("[aria-current]")).to_have_text([visitor.ui("nav.cities")])


def menu_button(visitor: Visitor) -> Locator:
    return visitor.header.locator("summary").filter(has_text=visitor.ui("nav.menu"))


def menu(visitor: Visitor) -> Locator:
    return visitor.header.get_by_role("navigation", name=visitor.ui("nav.menu"), exact=True)


@in_each_language
def test_on_a_phone_the_menu_opens_and_closes_with_a_tap(browser: Browser, at_root: str, language: str) -> None:
    with visit(browser, at_root, language, viewport=PHONE) as visitor:
        visitor.open(PAGES["city"])
        expect(visitor.header.get_by_role("navigation", name=visitor.ui("nav.main"))).to_be_hidden()
        expect(menu(visitor)).to_be_hidden()
        menu_button(visitor).click()
        entries = visitor.header.locator(f"nav[aria-label='{visitor.ui('nav.main')}'] a").all_text_contents()
        assert visitor.ui("nav.home") not in entries
        expect(menu(visitor).get_by_role("link")).to_have_text(entries)
        assert visitor.fits() == []
        visitor.main.get_by_role("heading", level=1).click(position={"x": 5, "y": 5})
        expect(menu(visitor)).to_be_hidden()
        menu_button(visitor).click()
        visitor.follow(menu(visitor).get_by_role("link", name=visitor.ui("nav.matrix")))
        visitor.is_at("matrix/")
        expect(menu(visitor)).to_be_hidden()


@in_each_language
def test_on_a_phone_the_menu_works_with_the_keyboard(browser: Browser, at_root: str, language: str) -> None:
    with visit(browser, at_root, language, viewport=PHONE) as visitor:
        visitor.open(PAGES["city"])
        keyboard, button = visitor.page.keyboard, menu_button(visitor)
        for _ in range(10):
            keyboard.press("Tab")
            if button.evaluate("button => button === document.activeElement"):
                break
        expect(button).to_be_focused()
        keyboard.press("Enter")
        expect(menu(visitor)).to_be_visible()
        keyboard.press("Tab")
        expect(menu(visitor).get_by_role("link").first).to_be_focused()
        keyboard.press("Escape")
        expect(menu(visitor)).to_be_hidden()
        expect(button).to_be_focused()
        keyboard.press("Enter")
        keyboard.press("Tab")
        with visitor.page.expect_navigation():
            keyboard.press("Enter")
        visitor.is_at("cities/")


def is_dark(visitor: Visitor) -> bool:
    colour = visitor.page.evaluate("getComputedStyle(document.body).backgroundColor")
    return sum(int(part) for part in re.findall(r"\d+", colour)[:3]) < 3 * 128


@in_each_language
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_follow_the_system_and_nothing_is_stored(
    browser: Browser, at_root: str, language: str, scheme: str
) -> None:
    with visit(browser, at_root, language, color_scheme=scheme) as visitor:
        visitor.open("")
        assert is_dark(visitor) is (scheme == "dark")
        visitor.page.emulate_media(color_scheme="light" if scheme == "dark" else "dark")
        assert is_dark(visitor) is (scheme == "light")
        assert visitor.page.evaluate("localStorage.length + sessionStorage.length") == 0


@in_each_language
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_chosen_colour_scheme_holds_on_the_next_pages(
    browser: Browser, at_root: str, language: str, scheme: str
) -> None:
    system_is_dark = scheme == "dark"
    with visit(browser, at_root, language, color_scheme=scheme) as visitor:
        visitor.open("")
        button = visitor.header.get_by_role("button", name=visitor.ui("nav.scheme"))
        button.click()
        assert is_dark(visitor) is not system_is_dark
        visitor.follow(visitor.header.get_by_role("link", name=visitor.ui("nav.cities"), exact=True))
        assert is_dark(visitor) is not system_is_dark, "the choice is lost on the next page"
        visitor.page.reload()
        assert is_dark(visitor) is not system_is_dark, "the choice is lost on a reload"
        button.click()
        assert is_dark(visitor) is system_is_dark
        visitor.open(PAGES["city"])
        assert is_dark(visitor) is system_is_dark

"""Pages can be used by keyboard, with large text, without motion and with assistive technology."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect
from visitor import LANGUAGES, PAGES, Visitor, visit

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("language", LANGUAGES)]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""Rules that depend on the colour scheme."""
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}
DOUBLE_TEXT = """() => {
  const root = document.documentElement;
  root.style.fontSize = `${2 * parseFloat(getComputedStyle(root).fontSize)}px`;
}"""
MOVING = """() => [...document.querySelectorAll("*")].filter((element) => {
  const style = getComputedStyle(element);
  const lasts = (times) => times.split(",").some((time) => parseFloat(time) > 0);
  return lasts(style.transitionDuration) || (style.animationName !== "none" && lasts(style.animationDuration))
    || style.scrollBehavior === "smooth";
}).map((element) => element.outerHTML.slice(0, 80))"""

FIND_STOPS = """() => {
  const all = "a[href], button, summary, select, input:not([type=radio]), input:checked, [tabindex='0']";
  window.stops = [...document.querySelectorAll(all)].filter((stop) => stop.checkVisibility({visibilityProperty: true}));
  return stops.map((stop) => stop.outerHTML.slice(0, 150));
}"""
AT = """() => {
  const at = document.activeElement;
  const rect = at.getBoundingClientRect();
  const x = Math.max(0, rect.left - 8), y = Math.max(0, rect.top - 8);
  const header = at.closest("main") ? document.querySelector("header").getBoundingClientRect().bottom : 0;
  const look = [];
  for (let box = at; box && look.length < 3; box = box.parentElement) look.push(box.tagName, box.classList.value);
  return {
    place: stops.indexOf(at),
    new: !stops.includes(at) && at !== document.body,
    name: at.outerHTML.slice(0, 150),
    look: look.join(" "),
    hidden: rect.bottom <= header || rect.top >= innerHeight || rect.right <= 0 || rect.left >= innerWidth,
    box: {x, y, width: Math.min(innerWidth, rect.right + 8) - x, height: Math.min(innerHeight, rect.bottom + 8) - y},
  };
}"""


def violations(visitor: Visitor, rules: list[str] = RULES) -> list[str]:
    """Let axe check the page as it is now; return a line for each element with a fault."""
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    found: list[dict[str, Any]] = Axe().run(visitor.page, options=options).response["violations"]
    return [_line(rule, element) for rule in found for element in rule["nodes"]]


def _line(rule: dict[str, Any], element: dict[str, Any]) -> str:
    reasons = " ".join(part["message"] for part in (*element["any"], *element["all"], *element["none"]))
    return f"{rule['id']}: {element['target']} {element['html'][:150]}: {reasons}"


@pytest.mark.parametrize("kind", PAGES)
def test_axe_finds_no_violation_on_any_kind_of_page(browser: Browser, at_root: str, language: str, kind: str) -> None:
    with visit(browser, at_root, language, reduced_motion="reduce") as visitor:
        visitor.open(PAGES[kind])
        if kind == "sources":
            # Hundreds of entries that are made alike take axe a minute: a few of each letter tell as much.
            visitor.main.locator("section li:nth-child(n + 4)").evaluate_all("all => all.forEach(one => one.remove())")
        faults: list[str] = []
        for size in (DESKTOP, PHONE):
            visitor.page.set_viewport_size(size)
            for scheme, rules in (("light", RULES), ("dark", COLOURS)):
                visitor.page.emulate_media(color_scheme=scheme)
                faults += [f"{size['width']} px, {scheme}: {fault}" for fault in violations(visitor, rules)]
        assert not faults, f"{visitor.page.url}\n" + "\n".join(faults[:20])


def open_search(visitor: Visitor) -> None:
    visitor.open("")
    visitor.page.keyboard.press("/")
    visitor.page.keyboard.type("weeefiner")
    expect(visitor.page.get_by_role("dialog").get_by_role("link").first).to_be_visible()
    visitor.page.keyboard.press("ArrowDown")


def open_menu(visitor: Visitor) -> None:
    visitor.page.set_viewport_size(PHONE)
    visitor.open(PAGES["city"])
    visitor.header.locator("summary").click()
    expect(visitor.header.get_by_role("navigation", name=visitor.ui("nav.menu"), exact=True)).to_be_visible()


def open_evidence(visitor: Visitor) -> None:
    visitor.open(PAGES["matrix"])
    visitor.main.get_by_role("cell").get_by_role("link").first.click()
    expect(visitor.page.get_by_role("dialog", name=visitor.ui("matrix.evidence"))).to_be_visible()


def open_citation(visitor: Visitor) -> None:
    visitor.open(PAGES["city"])
    visitor.main.get_by_role("definition").locator("a[href^='#source-']").first.focus()
    expect(visitor.page.locator("#citation")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("opened", [open_search, open_menu, open_evidence, open_citation])
def test_axe_finds_no_violation_in_what_opens_on_a_page(
    browser: Browser, at_root: str, language: str, opened: Callable[[Visitor], None], scheme: str
) -> None:
    with visit(browser, at_root, language, color_scheme=scheme, reduced_motion="reduce") as visitor:
        opened(visitor)
        assert violations(visitor) == []


@pytest.mark.parametrize("kind", PAGES)
def test_text_of_double_size_fits_into_the_window(browser: Browser, at_root: str, language: str, kind: str) -> None:
    with visit(browser, at_root, language) as visitor:
        visitor.open(PAGES[kind])
        visitor.page.evaluate(DOUBLE_TEXT)
        assert visitor.fits() == []


@pytest.mark.parametrize("kind", ["home", "city", "matrix", "organisations", "sites"])
def test_nothing_moves_for_those_who_asked_for_less_motion(
    browser: Browser, at_root: str, language: str, kind: str
) -> None:
    with visit(browser, at_root, language, reduced_motion="reduce") as visitor:
        visitor.open(PAGES[kind])
        assert visitor.page.evaluate(MOVING) == []


@pytest.mark.parametrize("kind", ["home", "city", "privacy", "missing"])
def test_the_first_tab_leads_to_a_link_that_skips_to_the_content(
    browser: Browser, at_root: str, language: str, kind: str
) -> None:
    with visit(browser, at_root, language) as visitor:
        visitor.open(PAGES[kind])
        visitor.page.keyboard.press("Tab")
        # The page for missing addresses is one for all languages, in the first of them.
        visitor.language = LANGUAGES[0] if kind == "missing" else language
        skip = visitor.page.get_by_role("link", name=visitor.ui("nav.skip"))
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport()
        expect(skip).to_have_css("opacity", "1")
        target = str(skip.get_attribute("href"))
        visitor.page.keyboard.press("Enter")
        expect(visitor.page.locator(target).get_by_role("heading", level=1)).to_be_in_viewport()
        visitor.page.keyboard.press("Tab")
        focused = visitor.page.locator(":focus")
        expect(visitor.main.locator(":focus")).to_have_count(1)
        assert focused.evaluate("(at, target) => document.querySelector(target).contains(at)", target)


@pytest.mark.parametrize("kind", ["home", "city", "organisations"])
def test_tab_stops_at_everything_in_order_and_the_focus_can_be_seen(
    browser: Browser, at_root: str, language: str, kind: str
) -> None:
    with visit(browser, at_root, language, reduced_motion="reduce") as visitor:
        visitor.open(PAGES[kind])
        stops: list[str] = visitor.page.evaluate(FIND_STOPS)
        seen: set[str] = set()
        passed = 0
        for _ in range(3 * len(stops)):
            if passed == len(stops):
                break
            visitor.page.keyboard.press("Tab")
            at = visitor.page.evaluate(AT)
            # What the focus itself brings up, such as a source beside its number, comes in between.
            if not at["new"]:
                assert at["place"] == passed, f"Tab should stop at {stops[passed]}, but stops at {at['name']}"
                passed += 1
            assert not at["hidden"], f"{at['name']} has the focus but lies under the header or outside of the window"
            # What looks alike needs no second look.
            if at["look"] not in seen:
                seen.add(at["look"])
                assert focus_shows(visitor, at["box"]), f"the focus does not show on {at['name']}"
        assert passed == len(stops), f"Tab does not come to {stops[passed]}"


def focus_shows(visitor: Visitor, box: dict[str, float]) -> bool:
    """Compare the picture of what has the focus with the one without."""
    page = visitor.page
    focused = page.screenshot(clip=box)
    at = page.evaluate_handle("document.activeElement")
    at.evaluate("at => at.blur()")
    blurred = page.screenshot(clip=box)
    at.evaluate("at => at.focus({preventScroll: true, focusVisible: true})")
    # A busy machine may paint the focus after the picture is taken: look again.
    return focused != blurred or any(page.screenshot(clip=box) != blurred for _ in range(5))

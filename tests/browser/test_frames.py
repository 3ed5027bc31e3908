"""Another site shows the hub in frames: they fit, keep their colours and lead to the hub."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import SITE_URL, serve
from playwright.sync_api import Browser, Frame, Page, expect
from site_reader import pages
from test_accessibility import RULES
from visitor import LANGUAGES, visit

pytestmark = pytest.mark.browser
WIDTHS = (320, 600)
SCHEMES = ("light", "dark")
MEASURE = """() => {
  const root = document.documentElement;
  const scrolled = [...document.querySelectorAll("*")].filter((box) => /auto|scroll/.test(getComputedStyle(box).overflowX)
    && (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight));
  return {
    high: root.scrollHeight - innerHeight,
    wide: root.scrollWidth - innerWidth,
    bars: innerWidth - root.clientWidth,
    inner: scrolled.map((box) => box.outerHTML.slice(0, 80)),
    background: getComputedStyle(document.body).backgroundColor,
  };
}"""
CITY = "city/kokkola/"


def codes_in(site: Path, language: str) -> list[str]:
    """Return every code that the page about embeds offers in a language."""
    path = "embed/" if language == LANGUAGES[0] else f"{language}/embed/"
    return [str(field.text) for field in pages(site)[path].all("//textarea")]


@pytest.fixture(scope="module")
def other_site(tmp_path_factory: pytest.TempPathFactory, site: Path, at_root: str) -> Iterator[str]:
    """Address of another site, which has pasted every code of a language into a page of its own.

    Frames are put side by side and not loaded lazily, so that one look sees them all.
    """
    folder = tmp_path_factory.mktemp("other")
    for language in LANGUAGES:
        codes = [code.replace(SITE_URL, at_root).replace(' loading="lazy"', "") for code in codes_in(site, language)]
        for width in WIDTHS:
            boxes = "".join(f'<div style="width: {width}px">{code}</div>' for code in codes)
            (folder / f"{language}-{width}.html").write_text(f"<!doctype html><title>Other</title>{boxes}", "utf-8")
        for scheme in SCHEMES:
            code = codes[0].replace(CITY, f"{CITY}{scheme}/")
            (folder / f"{language}-{scheme}.html").write_text(f"<!doctype html><title>Other</title>{code}", "utf-8")
    yield from serve(folder)


@contextmanager
def opened(browser: Browser, address: str, **settings: Any) -> Iterator[Page]:
    """Open a page of the other site; fail if a frame breaks its own policy or does not load."""
    context = browser.new_context(viewport={"width": 1000, "height": 900}, **settings)
    try:
        page = context.new_page()
        faults: list[str] = []
        page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
        page.on("requestfailed", lambda request: faults.append(f"failed: {request.url}"))
        page.goto(address)
        yield page
        # A browser asks another site for an icon by itself.
        assert [fault for fault in faults if "404" not in fault] == []
    finally:
        context.close()


def frames_of(page: Page, root: str) -> list[Frame]:
    return [frame for frame in page.frames if frame.url.startswith(root)]


def is_dark(colour: str) -> bool:
    return sum(int(part) for part in colour.strip("rgb()").split(",")[:3]) < 3 * 128


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_frame_shows_all_at_the_height_it_tells(
    browser: Browser, other_site: str, at_root: str, site: Path, language: str, width: int, scheme: str
) -> None:
    with opened(browser, f"{other_site}{language}-{width}.html", color_scheme=scheme) as page:
        frames = frames_of(page, at_root)
        assert len(frames) == len(codes_in(site, language)) > 8
        for frame in frames:
            found = frame.evaluate(MEASURE)
            expect(frame.locator("h1")).to_be_visible()
            assert (found["high"], found["wide"], found["bars"], found["inner"]) == (0, 0, 0, []), f"{frame.url}: {found}"
            assert is_dark(found["background"]) is (scheme == "dark"), frame.url


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("system", SCHEMES)
def test_a_scheme_in_the_address_holds_against_the_system(
    browser: Browser, other_site: str, at_root: str, scheme: str, system: str
) -> None:
    with opened(browser, f"{other_site}{LANGUAGES[0]}-{scheme}.html", color_scheme=system) as page:
        (frame,) = frames_of(page, at_root)
        assert is_dark(frame.evaluate(MEASURE)["background"]) is (scheme == "dark")


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize(("kind", "link"), [("city", "h1 a"), ("map", "figure a"), ("matrix", "td a"), ("events", "h2 a")])
def test_a_link_opens_the_hub_in_the_whole_window(
    browser: Browser, other_site: str, at_root: str, scripts: bool, kind: str, link: str
) -> None:
    with opened(browser, f"{other_site}{LANGUAGES[1]}-600.html", java_script_enabled=scripts) as page:
        frame = page.frame_locator(f"iframe[src*='/embed/{kind}']").first
        with page.expect_navigation():
            frame.locator(link).first.click()
        assert page.url.startswith(f"{at_root}{LANGUAGES[1]}/")
        assert "/embed/" not in page.url
        expect(page.get_by_role("main").get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["city/kokkola", "map", "matrix", "events"])
def test_axe_finds_no_violation_in_an_embed(browser: Browser, at_root: str, language: str, kind: str) -> None:
    prefix = "" if language == LANGUAGES[0] else f"{language}/"
    for scheme in SCHEMES:
        context = browser.new_context(viewport={"width": 320, "height": 640}, color_scheme=scheme)
        page = context.new_page()
        page.goto(f"{at_root}{prefix}embed/{kind}/")
        found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response["violations"]
        assert [(rule["id"], node["html"][:100]) for rule in found for node in rule["nodes"]] == []
        context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_button_copies_the_code_and_says_so(browser: Browser, at_root: str, site: Path, language: str) -> None:
    permissions = ["clipboard-read", "clipboard-write"]
    with visit(browser, at_root, language, permissions=permissions) as visitor:
        visitor.open("embed/")
        button = visitor.main.get_by_role("button", name=visitor.ui("embed.copy")).first
        button.click()
        expect(visitor.main.get_by_role("status").first).to_have_text(visitor.ui("embed.copied"))
        assert visitor.page.evaluate("navigator.clipboard.readText()") == codes_in(site, language)[0]


def test_the_code_can_be_selected_without_scripts(browser: Browser, at_root: str) -> None:
    with visit(browser, at_root, LANGUAGES[0], java_script_enabled=False) as visitor:
        visitor.open("embed/")
        expect(visitor.main.locator("[data-kh=copy]").first).to_be_hidden()
        expect(visitor.main.locator("textarea").first).to_be_visible()
        expect(visitor.page.frame_locator("iframe").first.locator("h1")).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_previews_load_as_they_come_into_view(browser: Browser, at_root: str, language: str) -> None:
    with visit(browser, at_root, language) as visitor:
        visitor.open("embed/")
        card = visitor.main.locator("details").last
        expect(card).not_to_have_attribute("open", "")
        name = card.locator("summary").inner_text().partition(" – ")[0]
        card.locator("summary").click()
        expect(card.frame_locator("iframe").locator("h1")).to_have_text(name)
        assert visitor.fits() == []

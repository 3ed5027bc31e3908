"""The site works at a domain's root and in a sub-folder; its pages are sound, quiet and fit every window."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from conftest import REPOSITORY_URL, SITE_URL, build_once, copy_project, serve, shared_folder
from journeys import JOURNEYS
from playwright.sync_api import Browser, expect
from site_reader import pages
from visitor import LANGUAGES, MISSING, PAGES, WIDTHS, interface, visit

KIND = re.compile(r"kh-page-([a-z-]+)")

pytestmark = pytest.mark.browser
FOLDER = "some/folder/"
PLACES = ("at_root", "in_folder")
FOUND = [kind for kind in PAGES if kind != "missing"]


@pytest.fixture
def place(request: pytest.FixtureRequest) -> str:
    """Address of the site at the place that the test names."""
    return str(request.getfixturevalue(request.param))


@pytest.fixture(scope="session")
def own_folder(tmp_path_factory: pytest.TempPathFactory, worker: str) -> Iterator[str]:
    """Address of the site in a sub-folder that it was built for, with its page for missing addresses in use."""
    folder = shared_folder(tmp_path_factory, worker, "in-own-folder")
    address = urljoin(SITE_URL, FOLDER)
    site = build_once(
        folder, lambda: copy_project(folder / "project"), SITE_URL=address, REPOSITORY_URL=REPOSITORY_URL
    )
    host = tmp_path_factory.mktemp("own-host")
    (host / FOLDER).parent.mkdir()
    (host / FOLDER).symlink_to(site, target_is_directory=True)
    shutil.copy(site / "404.html", host)
    for root in serve(host):
        yield root + FOLDER


def test_every_kind_of_page_is_among_those_tested(site: Path) -> None:
    own = [page for page in pages(site).values() if page.language == LANGUAGES[0]]
    kinds = {page.address: kind for page in own for kind in KIND.findall(page.html)}
    tested = {kind for address, kind in kinds.items() if address in PAGES.values()}
    untested = {kind: address for address, kind in kinds.items() if kind not in tested}
    assert not untested, "name a page of this kind in PAGES of visitor.py"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", PAGES)
def test_a_page_loads_without_a_fault_and_fits_every_window(
    browser: Browser, at_root: str, language: str, kind: str
) -> None:
    with visit(browser, at_root, language) as visitor:
        visitor.open(PAGES[kind])
        faults: list[str] = []
        for width in WIDTHS:
            visitor.page.set_viewport_size({"width": width, "height": 900})
            faults += visitor.fits()
        assert faults == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", FOUND)
def test_in_a_folder_a_page_loads_and_its_links_stay_within(
    browser: Browser, in_folder: str, language: str, kind: str
) -> None:
    origin = urljoin(in_folder, "/")
    with visit(browser, in_folder, language) as visitor:
        visitor.open(PAGES[kind])
        links: list[str] = visitor.page.locator("a[href]").evaluate_all(
            "links => links.map(link => new URL(link.getAttribute('href'), link.baseURI).href)"
        )
        own = [link for link in links if link.startswith(origin)]
        assert own
        assert [link for link in own if not link.startswith(in_folder)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("journey", JOURNEYS)
def test_in_a_folder_a_visitor_gets_there_too(browser: Browser, in_folder: str, language: str, journey: str) -> None:
    with visit(browser, in_folder, language) as visitor:
        JOURNEYS[journey](visitor)


@pytest.mark.parametrize("place", PLACES, indirect=True)
@pytest.mark.parametrize("language", LANGUAGES)
def test_search_leads_to_the_page_wherever_the_site_lies(browser: Browser, place: str, language: str) -> None:
    with visit(browser, place, language) as visitor:
        visitor.open(PAGES["event"])
        visitor.page.keyboard.press("/")
        visitor.page.keyboard.type("weeefiner")
        found = visitor.page.get_by_role("dialog").get_by_role("listitem").get_by_role("link")
        expect(found.first).to_contain_text("Weeefiner Oy")
        visitor.follow(found.first)
        visitor.is_at("organisations/weeefiner/")


@pytest.mark.parametrize("place", ["at_root", "own_folder"], indirect=True)
@pytest.mark.parametrize("address", [MISSING, f"en/{MISSING}", f"organisations/{MISSING}deeper/", "cities/kokkola.php"])
def test_a_missing_address_shows_a_helpful_page_in_every_language(browser: Browser, place: str, address: str) -> None:
    with visit(browser, place, LANGUAGES[0]) as visitor:
        visitor.is_missing(address)
        for language in LANGUAGES:
            part = visitor.main.locator(f"[lang={language}]")
            expect(part.get_by_role("heading")).to_have_text(interface(language, "not_found.title"))
            visitor.follow(part.get_by_role("link", name=interface(language, "not_found.home")))
            visitor.is_at("", language)
            visitor.page.go_back()


@pytest.mark.parametrize("place", ["at_root", "own_folder"], indirect=True)
def test_menu_search_and_look_work_on_the_page_for_missing_addresses(browser: Browser, place: str) -> None:
    with visit(browser, place, LANGUAGES[0]) as visitor:
        visitor.is_missing(f"areas/{MISSING}")
        # The style sheet has come: the header is laid out in a row that stays at the top.
        expect(visitor.header).to_have_css("position", "sticky")
        visitor.page.keyboard.press("/")
        visitor.page.keyboard.type("weeefiner")
        found = visitor.page.get_by_role("dialog").get_by_role("listitem").get_by_role("link")
        expect(found.first).to_contain_text("Weeefiner Oy")
        visitor.follow(found.first)
        visitor.is_at("organisations/weeefiner/")
        visitor.is_missing(f"areas/{MISSING}")
        visitor.follow(visitor.header.get_by_role("link", name=visitor.ui("nav.matrix"), exact=True))
        visitor.is_at("matrix/")

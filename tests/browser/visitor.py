"""A visitor with a browser of their own, who notices whatever goes wrong on the way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import yaml
from conftest import TODAY
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, Response, expect

LANGUAGES = ("fi", "en")
"""The site's languages; the first one lies at the root."""
LOCALES = {"fi": "fi-FI", "en": "en-GB"}
WIDTHS = (320, 390, 768, 1440)
"""Widths of windows; 320 px is 1280 px at 400 % zoom."""
MISSING = "no-such-page/"
PAGES = {
    "home": "",
    "cities": "cities/",
    "city": "cities/kokkola/",
    "areas": "areas/",
    "area": "areas/recycling/",
    "matrix": "matrix/",
    "organisations": "organisations/",
    "organisation": "organisations/fortum-battery-recycling/",
    "projects": "projects/",
    "project": "projects/battery-chemistry-lead-project/",
    "events": "events/",
    "year": "events/2025/",
    "series": "events/series/kokkola-material-week/",
    "event": "events/2025/kokkola-material-week-2025/",
    "subscribe": "events/subscribe/",
    "suggest": "events/suggest/",
    "tell": "tell/",
    "organisation form": "tell/organisation/",
    "figure form": "tell/figure/",
    "text form": "tell/text/",
    "mistake form": "report-a-mistake/#city.kokkola.figures.kip-area",
    "timeline": "timeline/",
    "news": "news/",
    "compare": "compare/",
    "pair": "compare/kokkola-vaasa/",
    "invest": "invest/",
    "sites": "invest/sites/",
    "investments": "invest/investments/",
    "index": "a-z/",
    "sources": "sources/",
    "glossary": "glossary/",
    "data": "data/",
    "embed": "embed/",
    "report": "editors/report/",
    "about": "about/",
    "participate": "participate/",
    "guide": "guide/",
    "guide-form": "guide/form/",
    "guide-computer": "guide/computer/",
    "guide-profile": "guide/profile/",
    "mistakes": "mistakes/",
    "accessibility": "accessibility/",
    "privacy": "privacy/",
    "checks": "checks/",
    "missing": MISSING,
}
"""One page of each kind: its path in the first language."""
INTERFACE = Path(__file__).parents[2] / "data" / "interface"
SPILLS = """() => {
  const spills = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const spilt = (text, boxes) => {
    for (let box = text.parentElement; box; box = box.parentElement) {
      const style = getComputedStyle(box);
      if (/auto|scroll/.test(style.overflowX) || style.clipPath !== "none") return false;
      if (/hidden|clip/.test(style.overflowX)) {
        const edge = box.getBoundingClientRect();
        if (boxes.some((part) => part.right > edge.right + 1 || part.left < edge.left - 1)) return true;
      }
    }
    return boxes.some((part) => part.right > innerWidth + 1 || part.left < -1);
  };
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (!text.data.trim() || !text.parentElement.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const boxes = [...range.getClientRects()].filter((part) => part.width > 0);
    if (spilt(text, boxes)) spills.push(text.data.trim().slice(0, 60));
  }
  return spills;
}"""
"""Texts that are cut off or lie beside the window, and cannot be scrolled to."""

expect.set_options(timeout=15_000)


class Visitor:
    """Someone who reads the site in one language.

    Attributes:
        page: What they see.
        root: Address of the site, with a slash at its end.
        language: Code of the language they read.
        clicks: How many links they have followed.
        scripted: Whether their browser runs scripts.
        faults: What went wrong so far: messages of the console, requests that failed or led elsewhere.
    """

    def __init__(self, page: Page, root: str, language: str, *, scripted: bool = True) -> None:
        self.page, self.root, self.language, self.scripted = page, root, language, scripted
        self.clicks = 0
        self.faults: list[str] = []
        self._missing: set[str] = set()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("request", self._see_request)
        page.on("requestfailed", self._see_failure)
        page.on("response", self._see_response)

    @property
    def main(self) -> Locator:
        """The page's own content."""
        return self.page.get_by_role("main")

    @property
    def header(self) -> Locator:
        """Top of every page."""
        return self.page.get_by_role("banner")

    def ui(self, key: str, **values: object) -> str:
        """Words of the interface in the visitor's language."""
        return interface(self.language, key).format(**values)

    def ui_raw(self, key: str) -> str:
        """Words of the interface with their braces, for what a script fills in."""
        return interface(self.language, key)

    def address(self, path: str, language: str | None = None) -> str:
        """Absolute address of a page."""
        code = language or self.language
        return urljoin(self.root, ("" if code == LANGUAGES[0] else f"{code}/") + path)

    def open(self, path: str) -> None:
        """Type the address of a page in the visitor's language."""
        if path == MISSING:
            self.is_missing(self.address(path))
        else:
            self._go(self.address(path), 200)

    def is_missing(self, address: str) -> None:
        """Type an address, relative to the root, at which there is no page."""
        address = urljoin(self.root, address)
        self._missing.add(address)
        self._go(address, 404)

    def _go(self, address: str, status: int) -> None:
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.status == status, f"{address} answers {answer.status}"
        expect(self.main.get_by_role("heading", level=1)).to_be_visible()

    def follow(self, link: Locator) -> None:
        """Click a link and wait for what it leads to."""
        with self.page.expect_navigation():
            link.click()
        self.clicks += 1

    def is_at(self, path: str, language: str | None = None) -> None:
        """Make sure of the address, whatever stands behind its #."""
        assert self.page.url.partition("#")[0] == self.address(path, language).partition("#")[0]

    def lands_on(self, id: str) -> Locator:
        """Make sure that a link has led to a place on the page that can be seen."""
        assert self.page.url.endswith(f"#{id}"), self.page.url
        target = self.page.locator(f"[id='{id}']")
        expect(target).to_be_in_viewport()
        place, header = target.bounding_box(), self.header.bounding_box()
        assert place is not None
        assert header is not None
        assert place["y"] >= header["y"] + header["height"] - 1, f"#{id} lies under the header"
        return target

    def fits(self) -> list[str]:
        """Return what of the page is wider than the window."""
        width, inner = self.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        wide = [f"the page is {width} px wide"] if width > inner else []
        return [f"{self.page.url} at {inner} px: {what}" for what in [*wide, *self.page.evaluate(SPILLS)]]

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and message.location["url"] not in self._missing:
            self.faults.append(f"console: {message.text} ({message.location['url']})")

    def _see_request(self, request: Request) -> None:
        if not request.url.startswith((self.root, f"blob:{self.root}", "data:")):
            self.faults.append(f"request outside of the site: {request.url}")

    def _see_failure(self, request: Request) -> None:
        # A visitor who goes on while something is loading cancels it, which is no fault of the site.
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"request failed: {request.url} ({request.failure})")

    def _see_response(self, response: Response) -> None:
        if response.status >= 400 and response.url not in self._missing:
            self.faults.append(f"answer {response.status}: {response.url}")


@contextmanager
def visit(browser: Browser, root: str, language: str, **settings: Any) -> Iterator[Visitor]:
    """Let someone visit the site in a fresh browser; fail if anything went wrong on the way."""
    settings.setdefault("viewport", {"width": 1440, "height": 900})
    context = browser.new_context(locale=LOCALES[language], **settings)
    # The day of the build: scripts go by the reader's clock.
    context.clock.set_fixed_time(datetime.fromtimestamp(int(TODAY), UTC))
    try:
        scripted = bool(settings.get("java_script_enabled", True))
        visitor = Visitor(context.new_page(), root, language, scripted=scripted)
        yield visitor
        assert visitor.faults == []
        assert context.cookies() == []
    finally:
        context.close()


@cache
def _words(language: str) -> Any:
    """Read the words of the interface once: it takes longer than most of what visitors do."""
    return yaml.safe_load((INTERFACE / f"{language}.yml").read_text("utf-8"))


def interface(language: str, key: str) -> str:
    """Words of the interface, by a key such as `nav.home`."""
    found = _words(language)
    for step in key.split("."):
        found = found[step]
    return str(found)

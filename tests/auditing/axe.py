"""axe, in Chromium, over every page: in light and dark, on a desk and on a phone. Whoever stops it can go on later."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from browser_path import chromium
from conftest import TODAY, serve
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from auditing.found import REDIRECTS, Fault, Found, Site

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""Rules that depend on the colour scheme."""
LAYOUT = ["target-size", "meta-viewport", "scrollable-region-focusable"]
"""Rules that depend on the width of the window."""
DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
Pass = tuple[dict[str, int], str, list[str]]
PASSES: dict[str, tuple[Pass, ...]] = {
    "own": ((DESKTOP, "light", RULES), (DESKTOP, "dark", COLOURS), (PHONE, "light", LAYOUT)),
    "invented": ((DESKTOP, "light", RULES),),
}
"""How pages are looked at. The invented site has the templates and styles of the other, and its many pages take long."""
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
RUN = "async (options) => { const {violations, testEngine} = await axe.run(document, options); return {violations, testEngine}; }"
PROCESSES = 2
LONGEST = 300_000
"""Milliseconds that a very long page may take."""


def check(site: Site, kept: Path) -> Found:
    """Check every page but those that lead on at once.

    Parameters:
        site: The site.
        kept: Folder where what was found on a page is kept, for as long as the page and its style stay the same.
    """
    kept.mkdir(parents=True, exist_ok=True)
    passes = PASSES[site.name]
    style = _digest(site.folder, sorted(site.folder.glob("assets/*.[cj]s*")), repr(passes))
    pages = list(site.pages(REDIRECTS))
    places = {page: kept / f"{_digest(site.folder, [site.folder / page], style)}.json" for page in pages}
    waiting = [page for page in pages if not places[page].is_file()]
    print(f"axe: {len(pages)} pages of the {site.name} site, {len(waiting)} of them to be looked at", flush=True)
    shares = [waiting[start::PROCESSES] for start in range(PROCESSES)]
    with ProcessPoolExecutor(PROCESSES) as pool:
        list(pool.map(_share, [site.folder] * PROCESSES, [passes] * PROCESSES, shares, [[places[page] for page in share] for share in shares]))
    results = {page: json.loads(places[page].read_text("utf-8")) for page in pages}
    faults = [_fault(page, line) for page, result in results.items() for line in result["faults"]]
    return Found.of(", ".join(sorted({result["tool"] for result in results.values()})), pages, faults)


def _fault(page: str, line: str) -> Fault:
    rule = re.fullmatch(r"\d+ px, \w+: ([\w-]+): .*", line, re.DOTALL)
    return Fault(page, rule.group(1) if rule else line.partition(":")[0], line)


def _digest(root: Path, files: list[Path], more: str) -> str:
    told = hashlib.sha256(more.encode())
    for file in files:
        told.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes())
    return told.hexdigest()[:40]


def _share(folder: Path, passes: Sequence[Pass], pages: list[str], places: list[Path]) -> None:
    """Check some pages in a browser of their own."""
    if not pages:
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        for root, window in ((root, _window(browser)) for root in serve(folder)):
            heard: list[str] = []
            _listen(window, root, heard)
            for number, (page, place) in enumerate(zip(pages, places, strict=True), start=1):
                heard.clear()
                found, tool = look(window, root, page, passes)
                faults = [*heard, *found]
                place.write_text(json.dumps({"faults": faults, "tool": f"{tool}, Chromium {browser.version}"}), "utf-8")
                if number % 50 == 0:
                    print(f"axe: {number} of {len(pages)}", flush=True)
        browser.close()


def _window(browser: Browser) -> Page:
    context = browser.new_context(reduced_motion="reduce")
    context.set_default_timeout(LONGEST)
    context.clock.set_fixed_time(datetime.fromtimestamp(int(TODAY), UTC))
    return context.new_page()


def look(window: Page, root: str, page: str, passes: Sequence[Pass]) -> tuple[list[str], str]:
    """Return what is wrong with a page, and the version of axe."""
    faults: list[str] = []
    window.goto(root + page.removesuffix("index.html"))
    if window.context.cookies():
        faults.append("a cookie is set")
    window.evaluate(Axe().axe_script)
    tool = ""
    for size, scheme, rules in passes:
        window.set_viewport_size(size)  # type: ignore[arg-type]
        window.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found = window.evaluate(RUN, {"runOnly": rules, "resultTypes": ["violations"]})
        tool = f"axe-core {found['testEngine']['version']}"
        faults += [f"{size['width']} px, {scheme}: {line}" for rule in found["violations"] for line in _lines(rule)]
    return faults, tool


def _listen(window: Page, root: str, faults: list[str]) -> None:
    """Note what the browser complains of, and what a page asks of others."""

    def heard(told: ConsoleMessage) -> None:
        place = told.location["url"]
        # Frames for other sites name no icon; opened by themselves, browsers ask for one of their own accord.
        if told.type in ("error", "warning") and not place.endswith("/favicon.ico"):
            faults.append(f"console: {told.text} ({place})")

    def asked(request: Request) -> None:
        if not request.url.startswith((root, f"blob:{root}", "data:")):
            faults.append(f"request outside of the site: {request.url}")

    window.on("console", heard)
    window.on("pageerror", lambda error: faults.append(f"script: {error}"))
    window.on("request", asked)


def _lines(rule: dict[str, Any]) -> Iterator[str]:
    for element in rule["nodes"]:
        yield f"{rule['id']}: {element['target']} {element['html'][:150]}"

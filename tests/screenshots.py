"""Take pictures of every kind of page, in each language, width and colour scheme, so that anyone can look.

Usage: make screenshots. The pictures and a page that shows them are in build/screenshots/;
the picture in the README is made anew too.
"""

from __future__ import annotations

import itertools
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from browser_path import chromium
from conftest import ROOT, copy_project, serve
from knowledge_hub.build import Build, build
from playwright.sync_api import Browser, sync_playwright

TARGET = ROOT / "build" / "screenshots"
README_PICTURE = ROOT / "docs" / "images" / "front-page.png"
WIDTHS = {1440: 900, 390: 844}
SCHEMES = ("light", "dark")
BY_HAND = ("participate", "guide", "guide/form", "mistakes", "accessibility", "privacy")


def main() -> int:
    """Build the site, take the pictures, write the page that shows them."""
    path = chromium()
    if path is None:
        print("There is no Chromium; see tests/set_up_browser.py", file=sys.stderr)
        return 1
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    project = copy_project(TARGET / "project")
    done = project.hub("build", "--into", str(TARGET / "site"))
    if done.returncode:
        print(done.stderr, file=sys.stderr)
        return 1
    made = build(project.path, datetime.now(UTC), {})
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for address in serve(TARGET / "site"):
            names = list(_take(browser, address, made))
            _picture(browser, f"{address}en/" if (TARGET / "site" / "en").is_dir() else address, README_PICTURE)
        browser.close()
    shutil.rmtree(project.path)
    (TARGET / "index.html").write_text(_page(names), "utf-8")
    print(f"{len(names)} pictures; open {(TARGET / 'index.html').relative_to(ROOT)}")
    return 0


def _paths(made: Build) -> Iterator[tuple[str, str]]:
    """Yield the first page of each kind: its kind and path."""
    seen = set()
    for page in made.pages.values():
        if page.kind not in seen:
            seen.add(page.kind)
            yield page.kind, page.address.path
    yield from ((path, path) for path in BY_HAND)


def _take(browser: Browser, address: str, made: Build) -> Iterator[str]:
    languages = [language.code for language in made.hub.languages]
    for width, scheme in itertools.product(WIDTHS, SCHEMES):
        context = browser.new_context(viewport={"width": width, "height": WIDTHS[width]}, color_scheme=scheme)
        page = context.new_page()
        for (kind, path), language in itertools.product(list(_paths(made)), languages):
            page.goto(address + made.renderer.addresses.page(path, language).url)
            page.wait_for_load_state("networkidle")
            name = f"{kind}-{language}-{width}-{scheme}.png"
            page.screenshot(path=TARGET / name, full_page=True)
            yield name
        context.close()


def _picture(browser: Browser, address: str, target: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800}, color_scheme="light")
    page.goto(address)
    page.wait_for_load_state("networkidle")
    target.parent.mkdir(exist_ok=True)
    page.screenshot(path=target)
    page.close()


def _page(names: list[str]) -> str:
    figures = "".join(
        f'<figure><a href="{name}"><img src="{name}" loading="lazy"></a><figcaption>{name}</figcaption></figure>'
        for name in sorted(names)
    )
    style = "figure{display:inline-block;width:15rem;vertical-align:top;margin:.5rem}img{width:100%}figcaption{font:12px sans-serif}"
    return f"<!doctype html><title>Screenshots</title><style>{style}</style>{figures}"


if __name__ == "__main__":
    sys.exit(main())

"""Every page, not only one of each kind, on the smallest screen: names and figures differ in length."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from site_reader import pages
from visitor import LANGUAGES, visit

pytestmark = pytest.mark.browser
WIDTH = 320
"""1280 px at 400 % zoom, which WCAG 1.4.10 asks for."""


def test_no_page_is_wider_than_the_smallest_screen(browser: Browser, at_root: str, site: Path) -> None:
    # The language with the longer words stands for both: one page takes a tenth of a second.
    language = LANGUAGES[0]
    paths = [page.address for page in pages(site).values() if page.language == language]
    assert len(paths) > 200
    size = {"width": WIDTH, "height": 800}
    with visit(browser, at_root, language, viewport=size, java_script_enabled=False) as visitor:
        wide: list[str] = []
        for path in paths:
            visitor.page.goto(visitor.address(path))
            if visitor.page.evaluate("document.documentElement.scrollWidth") > WIDTH:
                wide.append(path)
        assert not wide

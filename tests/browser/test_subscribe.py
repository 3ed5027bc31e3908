"""Subscribing to a calendar: its address is copied with a click, or opened by a program."""

from __future__ import annotations

import pytest
from conftest import SITE_URL
from playwright.sync_api import Browser, expect
from visitor import LANGUAGES, visit

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("language", LANGUAGES)]


def test_the_address_of_a_calendar_is_copied_and_a_reader_is_told(browser: Browser, at_root: str, language: str) -> None:
    with visit(browser, at_root, language, permissions=["clipboard-read", "clipboard-write"]) as visitor:
        visitor.open("areas/recycling/")
        visitor.follow(visitor.main.get_by_role("link", name=visitor.ui("calendar.subscribe")))
        row = visitor.lands_on("area-recycling")
        row.get_by_role("button").click()
        expect(row.get_by_role("status")).to_have_text(visitor.ui("subscribe.copied"))
        copied = visitor.page.evaluate("navigator.clipboard.readText()")
        assert copied == f"{SITE_URL}calendars/areas/recycling-{language}.ics"
        assert row.get_by_role("link").get_attribute("href") == copied.replace("https:", "webcal:")

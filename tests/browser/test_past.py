"""Past and coming are told by the reader's day, however long ago the site was built."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from conftest import build_once, copy_project, serve, shared_folder
from playwright.sync_api import Browser, expect
from visitor import LANGUAGES, visit

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("language", LANGUAGES)]
EVENT = """# An event that is still to come when the site is built
title: {fi: Tuleva koepäivä, en: Coming test day}
kind: seminar
start: 2027-03-02
end: 2027-03-03
city: kokkola
areas: [recycling]
summary: {fi: Kaksipäiväinen koe., en: A test of two days.}
sources: [kip-frontpage]
checked: 2026-11-24
"""
TITLES = {"fi": "Tuleva koepäivä", "en": "Coming test day"}
LAST_DAY = datetime(2027, 3, 3, 20, tzinfo=UTC)
DAY_AFTER = datetime(2027, 3, 4, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def with_coming_event(tmp_path_factory: pytest.TempPathFactory, worker: str) -> Iterator[str]:
    """Address of a site that was built while the event was still to come."""
    folder = shared_folder(tmp_path_factory, worker, "coming")

    def make():
        project = copy_project(folder / "project")
        Path(project.data, "events", "coming-test-day.yml").write_text(EVENT, "utf-8")
        return project

    yield from serve(build_once(folder, make))


def test_an_event_is_coming_until_its_last_day_is_over(browser: Browser, with_coming_event: str, language: str) -> None:
    with visit(browser, with_coming_event, language) as visitor:
        visitor.page.clock.set_fixed_time(LAST_DAY)
        visitor.open("events/")
        expect(visitor.main.locator("[data-kh=coming]").get_by_text(TITLES[language])).to_be_visible()
        expect(visitor.main.get_by_text(visitor.ui("events.none_coming"))).to_be_hidden()


def test_the_day_after_it_is_past_in_the_list_on_its_page_and_on_the_front_page(
    browser: Browser, with_coming_event: str, language: str
) -> None:
    with visit(browser, with_coming_event, language) as visitor:
        visitor.page.clock.set_fixed_time(DAY_AFTER)
        visitor.open("events/")
        expect(visitor.main.locator("[data-kh=coming]").get_by_text(TITLES[language])).to_have_count(0)
        expect(visitor.main.locator("[data-kh=archive] section", has_text="2027")).to_contain_text(TITLES[language])
        expect(visitor.main.get_by_text(visitor.ui("events.none_coming"))).to_be_visible()
        visitor.open("events/2027/coming-test-day/")
        expect(visitor.main.locator("[data-kh=over]")).to_be_visible()
        visitor.open("")
        expect(visitor.main.get_by_text(TITLES[language])).to_have_count(0)

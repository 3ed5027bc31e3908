"""Past and coming by the reader's day, however long ago the site was built, and times in the reader's zone."""

from __future__ import annotations

import re
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
TIMED = """# A time of day, which readers elsewhere may want in their own
title: {{fi: Koe, en: Test}}
kind: seminar
start: {start}
end: {end}
time_zone: {zone}
city: kokkola
areas: [recycling]
summary: {{fi: Koe., en: A test.}}
registration: {{url: "https://example.org/", deadline: 2027-03-20}}
sources: [kip-frontpage]
checked: 2026-11-24
"""
EVENTS = {
    "into-summer": ("2027-03-27T22:00", "2027-03-28T06:00", "Europe/Helsinki"),
    "out-of-summer": ("2027-10-30T22:00", "2027-10-31T06:00", "Europe/Helsinki"),
    "at-midnight": ("2027-05-01T00:00", "2027-05-01T02:00", "Europe/Helsinki"),
    "elsewhere": ("2027-04-05T09:00", "2027-04-05T10:00", "America/New_York"),
}
"""Id -> start, end and time zone."""
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
        for id, (start, end, zone) in EVENTS.items():
            written = TIMED.format(start=start, end=end, zone=zone)
            Path(project.data, "events", f"{id}.yml").write_text(written, "utf-8")
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
        expect(visitor.main.locator("[data-kh=archive] li").first).to_contain_text(TITLES[language])
        visitor.open("events/2027/coming-test-day/")
        expect(visitor.main.locator("[data-kh=over]")).to_be_visible()
        visitor.open("")
        expect(visitor.main.get_by_text(TITLES[language])).to_have_count(0)


def test_when_the_last_coming_event_is_over_the_list_says_so(browser: Browser, with_coming_event: str, language: str) -> None:
    with visit(browser, with_coming_event, language) as visitor:
        visitor.page.clock.set_fixed_time(datetime(2028, 1, 1, tzinfo=UTC))
        visitor.open("events/")
        expect(visitor.main.get_by_text(visitor.ui("events.none_coming"))).to_be_visible()
        expect(visitor.main.locator("[data-kh=archive] li[data-year='2027']")).to_have_count(len(EVENTS) + 1)


TOLD = {
    ("Asia/Tokyo", "into-summer"): {"fi": ["28. maaliskuuta 2027", "5.00", "12.00"], "en": ["28 March 2027", "05:00", "12:00"]},
    ("Asia/Tokyo", "out-of-summer"): {"fi": ["31. lokakuuta 2027", "4.00", "13.00"], "en": ["31 October 2027", "04:00", "13:00"]},
    ("Asia/Tokyo", "at-midnight"): {"fi": ["1. toukokuuta 2027", "6.00", "8.00"], "en": ["1 May 2027", "06:00", "08:00"]},
    ("Asia/Tokyo", "elsewhere"): {"fi": ["5. huhtikuuta 2027", "22.00", "23.00"], "en": ["5 April 2027", "22:00", "23:00"]},
    ("Europe/Helsinki", "elsewhere"): {"fi": ["5. huhtikuuta 2027", "16.00", "17.00"], "en": ["5 April 2027", "16:00", "17:00"]},
}
"""Zone of the reader's machine and event -> what the times are there."""


@pytest.mark.parametrize(("zone", "id"), TOLD)
def test_a_time_is_told_in_the_readers_zone_on_demand(
    browser: Browser, with_coming_event: str, language: str, zone: str, id: str
) -> None:
    with visit(browser, with_coming_event, language, timezone_id=zone) as visitor:
        visitor.open(f"events/2027/{id}/")
        day, start, end = TOLD[zone, id][language]
        when = visitor.main.locator("dd", has=visitor.page.locator("time"))
        visitor.main.get_by_role("button", name=visitor.ui("event.own_time")).click()
        expect(when).to_contain_text(re.compile(f"{day}\\D+{re.escape(start)}.+{re.escape(end)} · {zone}"))


@pytest.mark.parametrize("id", [id for id, (*_, zone) in EVENTS.items() if zone == "Europe/Helsinki"])
def test_readers_whose_clock_shows_the_same_are_not_asked(
    browser: Browser, with_coming_event: str, language: str, id: str
) -> None:
    with visit(browser, with_coming_event, language, timezone_id="Europe/Helsinki") as visitor:
        visitor.open(f"events/2027/{id}/")
        expect(visitor.main.get_by_role("button", name=visitor.ui("event.own_time"))).to_have_count(0)


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Los_Angeles"])
def test_whole_days_are_the_same_wherever_the_reader_is(
    browser: Browser, with_coming_event: str, language: str, zone: str
) -> None:
    with visit(browser, with_coming_event, language, timezone_id=zone) as visitor:
        visitor.page.clock.set_fixed_time(LAST_DAY)
        visitor.open("events/2027/coming-test-day/")
        expect(visitor.main.get_by_role("button", name=visitor.ui("event.own_time"))).to_have_count(0)
        expect(visitor.main.locator("[data-kh=over]")).to_be_hidden()


COUNTED = {
    datetime(2027, 2, 18, 10, tzinfo=UTC): {"fi": "12 päivän päästä", "en": "in 12 days"},
    datetime(2027, 3, 1, 10, tzinfo=UTC): {"fi": "huomenna", "en": "tomorrow"},
    datetime(2027, 3, 1, 22, 30, tzinfo=UTC): {"fi": "tänään", "en": "today"},
    datetime(2027, 3, 2, 10, tzinfo=UTC): {"fi": "tänään", "en": "today"},
}


@pytest.mark.parametrize("now", COUNTED)
def test_days_are_counted_by_the_clock_of_the_place(
    browser: Browser, with_coming_event: str, language: str, now: datetime
) -> None:
    with visit(browser, with_coming_event, language, timezone_id="America/Los_Angeles") as visitor:
        visitor.page.clock.set_fixed_time(now)
        visitor.open("events/2027/coming-test-day/")
        expect(visitor.main.locator("dd", has=visitor.page.locator("time"))).to_contain_text(COUNTED[now][language])


def test_days_are_not_counted_where_that_does_not_help(browser: Browser, with_coming_event: str, language: str) -> None:
    with visit(browser, with_coming_event, language) as visitor:
        for now in (datetime(2026, 12, 1, tzinfo=UTC), DAY_AFTER):
            visitor.page.clock.set_fixed_time(now)
            visitor.open("events/2027/coming-test-day/")
            expect(visitor.main.locator("[data-kh=countdown]")).to_be_hidden()


def test_registration_is_closed_after_its_last_day(browser: Browser, with_coming_event: str, language: str) -> None:
    with visit(browser, with_coming_event, language) as visitor:
        for now, shown in ((datetime(2027, 3, 20, 12, tzinfo=UTC), False), (datetime(2027, 3, 21, 12, tzinfo=UTC), True)):
            visitor.page.clock.set_fixed_time(now)
            visitor.open("events/2027/elsewhere/")
            expect(visitor.main.get_by_text(visitor.ui("event.closed"))).to_be_visible(visible=shown)

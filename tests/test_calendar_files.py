"""The calendars of the real site: what is in them, where they are offered, and that other programs read them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from calendar_reader import by_url, categories, entries_in, faults_of_lines, occurrences_in, value
from conftest import ROOT, SITE_URL
from knowledge_hub.hub import Hub
from knowledge_hub.model.records import Event
from site_reader import BuiltPage, codes, hub_of, one, pages, path_of, prefix, report, words

FEEDS = "calendars"


@cache
def calendars(site: Path) -> dict[str, bytes]:
    """Return every calendar file of the site by its address."""
    found = {file.relative_to(site).as_posix(): file.read_bytes() for file in sorted(site.rglob("*.ics"))}
    assert found
    return found


def dated(hub: Hub) -> list[Event]:
    """Return the events whose day is known."""
    return [event for event in hub.events.values() if event.start.day is not None]


def url_of(hub: Hub, language: str, event: Event) -> str:
    return SITE_URL + prefix(hub, language) + path_of(hub, "event", event.id)


def expected_feeds(hub: Hub) -> dict[str, list[Event]]:
    """Return the events of each feed by its address without language."""
    found = {f"{FEEDS}/events": dated(hub)}
    found |= {f"{FEEDS}/cities/{id}": [event for event in dated(hub) if event.city == id] for id in hub.cities}
    found |= {f"{FEEDS}/areas/{id}": [event for event in dated(hub) if id in event.areas] for id in hub.areas}
    return {address: events for address, events in found.items() if events}


def feeds(site: Path) -> Iterator[tuple[str, str, list[Event]]]:
    """Yield each feed that there must be: its language, its address and its events."""
    for address, events in expected_feeds(hub_of(site)).items():
        for code in codes(hub_of(site)):
            yield code, f"{address}-{code}.ics", events


def test_there_is_a_feed_of_all_of_each_city_and_of_each_area_that_has_events_and_a_file_of_each_event(site: Path) -> None:
    hub = hub_of(site)
    own = {f"{prefix(hub, code)}{path_of(hub, 'event', event.id)}event.ics" for code in codes(hub) for event in dated(hub)}
    shared = {address for _, address, _ in feeds(site)}
    assert set(calendars(site)) == own | shared
    assert len(dated(hub)) > 20


def test_every_feed_has_its_events_and_no_others(site: Path) -> None:
    for code, address, events in feeds(site):
        entries = by_url(calendars(site)[address])
        assert set(entries) == {url_of(hub_of(site), code, event) for event in events}, address
        assert len(entries) == len(events)


def test_every_line_keeps_to_the_rules(site: Path) -> None:
    faults = [f"{address}: {fault}" for address, content in calendars(site).items() for fault in faults_of_lines(content)]
    assert not faults, report(faults)


def test_an_entry_says_the_same_in_every_file_of_a_language(site: Path) -> None:
    found: dict[str, set[bytes]] = {}
    for content in calendars(site).values():
        for entry in entries_in(content):
            found.setdefault(str(entry["URL"]), set()).add(entry.to_ical())
    assert {url for url, forms in found.items() if len(forms) > 1} == set()


def test_each_entry_has_the_texts_and_the_address_of_its_event_in_its_language(site: Path) -> None:
    hub = hub_of(site)
    for code in codes(hub):
        entries = by_url(calendars(site)[f"{FEEDS}/events-{code}.ics"])
        for event in dated(hub):
            entry = entries[url_of(hub, code, event)]
            assert event.title[code] in str(entry["SUMMARY"])
            assert event.summary[code] in str(entry["DESCRIPTION"])
            assert categories(entry) == [hub.areas[id].name[code] for id in event.areas]
            places = [event.venue, hub.cities[event.city].name if event.city else event.municipality]
            assert all(place[code] in str(entry["LOCATION"]) for place in places if place)
            assert (site / str(entry["URL"]).removeprefix(SITE_URL) / "index.html").is_file()


def test_entries_have_ids_of_their_own_which_both_languages_share(site: Path) -> None:
    first, *others = [
        {event.id: str(by_url(calendars(site)[f"{FEEDS}/events-{code}.ics"])[url_of(hub_of(site), code, event)]["UID"]) for event in dated(hub_of(site))}
        for code in codes(hub_of(site))
    ]
    assert len(set(first.values())) == len(first)
    assert all(ids == first for ids in others)


def test_an_event_is_cancelled_in_calendars_if_it_is_cancelled_or_postponed(site: Path) -> None:
    hub = hub_of(site)
    for code in codes(hub):
        entries = by_url(calendars(site)[f"{FEEDS}/events-{code}.ics"])
        for event in dated(hub):
            off = event.status in ("cancelled", "postponed")
            assert str(entries[url_of(hub, code, event)]["STATUS"]) == ("CANCELLED" if off else "CONFIRMED")


def time_of(hub: Hub, event: Event) -> tuple[date, date]:
    """Return when an entry must start and be over, as the second library tells: without a known end, at its start."""
    end = event.end if event.end and event.end.day else event.start
    zone = ZoneInfo(event.time_zone or hub.site.time_zone)
    if event.start.at and (end.at or end.first == event.start.first):
        start = datetime.combine(event.start.first, event.start.at, zone)
        return start, datetime.combine(end.first, end.at or event.start.at, zone)
    return event.start.first, end.first + timedelta(days=1)


def test_a_second_library_finds_each_event_once_on_its_days(site: Path) -> None:
    hub = hub_of(site)
    for code, address, events in feeds(site):
        expected = {url_of(hub, code, event): time_of(hub, event) for event in events}
        assert occurrences_in(calendars(site)[address]) == expected, address


def test_stamps_are_those_of_the_last_check(site: Path) -> None:
    hub = hub_of(site)
    entries = by_url(calendars(site)[f"{FEEDS}/events-{codes(hub)[0]}.ics"])
    for event in dated(hub):
        entry = entries[url_of(hub, codes(hub)[0], event)]
        assert value(entry, "DTSTAMP") == value(entry, "LAST-MODIFIED") == datetime.combine(event.checked, time(), UTC)


# Where they are offered


def alternates(page: BuiltPage) -> list[str]:
    """Return the calendars that the head of a page names, as addresses below the root."""
    links = page.all("//head/link[@rel='alternate'][@type='text/calendar']")
    assert all(link.get("title") for link in links)
    return [page.leads_to(link.get("href")).partition("/some/folder/")[2] for link in links]


def test_the_head_of_a_page_names_the_calendar_of_what_it_shows(site: Path) -> None:
    hub = hub_of(site)
    expected: dict[str, list[str]] = {}
    for code, address, _ in feeds(site):
        folder = address.removeprefix(f"{FEEDS}/").removesuffix(f"-{code}.ics")
        expected[f"{prefix(hub, code)}{folder}/"] = [address]
    for code in codes(hub):
        expected[f"{prefix(hub, code)}events/subscribe/"] = [f"{FEEDS}/events-{code}.ics"]
        for event in dated(hub):
            address = prefix(hub, code) + path_of(hub, "event", event.id)
            expected[address] = [f"{address}event.ics"]
    found = {address: alternates(page) for address, page in pages(site).items() if alternates(page)}
    assert {address: found.get(address) for address in expected} == expected


def test_the_page_of_an_event_offers_its_file_if_its_day_is_known(site: Path) -> None:
    hub = hub_of(site)
    for code in codes(hub):
        for event in hub.events.values():
            page = pages(site)[prefix(hub, code) + path_of(hub, "event", event.id)]
            links = page.all("//main//a[@href='event.ics']")
            assert [words(link) for link in links] == ([hub.interface[code]["calendar.add"]] if event.start.day else [])


@pytest.mark.parametrize("kind", ["events", "cities", "areas"])
def test_a_list_of_events_leads_to_its_calendar(site: Path, kind: str) -> None:
    hub = hub_of(site)
    scopes = {"events": [("events", "all")], "cities": [(f"cities/{id}", f"city-{id}") for id in hub.cities], "areas": [(f"areas/{id}", f"area-{id}") for id in hub.areas]}
    for code in codes(hub):
        for path, anchor in scopes[kind]:
            page = pages(site)[f"{prefix(hub, code)}{path}/"]
            target = f"{prefix(hub, code)}events/subscribe/#{anchor}"
            linked = any(page.leads_to(link).endswith(f"/some/folder/{target}") for link in page.links())
            assert linked is (f"{FEEDS}/{path}" in expected_feeds(hub)), page.address


def test_the_page_about_calendars_offers_every_feed_to_open_and_to_copy(site: Path) -> None:
    hub = hub_of(site)
    for code in codes(hub):
        page = pages(site)[f"{prefix(hub, code)}events/subscribe/"]
        addresses = [SITE_URL + address for language, address, _ in feeds(site) if language == code]
        assert [field.get("value") for field in page.all("//main//input[@readonly]")] == addresses
        opened = [link for link in page.links() if link.startswith("webcal:")]
        assert opened == [address.replace("https:", "webcal:") for address in addresses]
        counts = [one(row.xpath(".//th/*[contains(@class, 'kh-meta')]")) for row in page.all("//main//tr[@id]")]
        assert [int(words(count).split()[0]) for count in counts] == [len(events) for language, _, events in feeds(site) if language == code]


def test_the_page_about_calendars_says_how_many_events_they_lack(site: Path) -> None:
    hub = hub_of(site)
    lacking = len(hub.events) - len(dated(hub))
    assert lacking > 1
    for code in codes(hub):
        page = pages(site)[f"{prefix(hub, code)}events/subscribe/"]
        assert hub.interface[code]["subscribe.undated.other"].format(n=lacking) in words(one(page.all("//main")))


# With a program


def khal(folder: Path, *arguments: str) -> str:
    """Run the calendar program khal with settings and a calendar of its own."""
    settings = folder / "khal.conf"
    settings.write_text(
        f"[calendars]\n[[hub]]\npath = {folder / 'calendar'}\ntype = calendar\n"
        f"[sqlite]\npath = {folder / 'khal.db'}\n"
        "[locale]\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\n"
        "longdatetimeformat = %Y-%m-%d %H:%M\ntimeformat = %H:%M\n"
        "local_timezone = Europe/Helsinki\ndefault_timezone = Europe/Helsinki\n",
        "utf-8",
    )
    (folder / "calendar").mkdir(exist_ok=True)
    command = [sys.executable, "-m", "khal", "--config", str(settings), "--no-color", *arguments]
    home = {name: str(folder) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")}
    done = subprocess.run(command, env={**os.environ, **home, "LC_ALL": "C.UTF-8"}, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "error" not in done.stderr.lower(), done.stderr
    return done.stdout


def test_a_calendar_program_takes_in_a_feed_and_lists_its_events_on_their_days(site: Path, tmp_path: Path) -> None:
    hub = hub_of(site)
    code = codes(hub)[0]
    khal(tmp_path, "import", "--batch", str(site / f"{FEEDS}/events-{code}.ics"))
    assert len(list((tmp_path / "calendar").glob("*.ics"))) == len(dated(hub))
    listed = khal(tmp_path, "list", "--format", "{start} | {end} | {title}", "--day-format", "", "--once", "2020-01-01", "4000d")
    lines = {line for line in listed.splitlines() if line}
    for event in dated(hub):
        if event.start.at is None:
            last = event.end if event.end and event.end.day else event.start
            assert f"{event.start.first} | {last.first} | {event.title[code]}" in lines
    timed = [event for event in dated(hub) if event.start.at]
    assert timed
    for event in timed:
        assert any(line.startswith(f"{event.start.first} {event.start.at:%H:%M} | ") and line.endswith(event.title[code]) for line in lines)

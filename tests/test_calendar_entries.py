"""Events as entries of a calendar: when they are, what they say, and what stays the same for good."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
from calendar_reader import Entry, calendar_in, categories, entries_in, faults_of_lines, occurrences_in, value
from conftest import ROOT, SITE_URL, TODAY
from dateutil.tz import tzical
from hypothesis import given
from hypothesis import strategies as st
from knowledge_hub.build import Build, build
from knowledge_hub.calendars.entry import entry
from knowledge_hub.calendars.files import files
from knowledge_hub.calendars.zones import vtimezone
from knowledge_hub.model.text import LongText, Name, Text
from knowledge_hub.pages.render import Renderer
from knowledge_hub.project import build_time, read_project
from small_hub import TODAY as DAY
from small_hub import Change, edit, move
from small_project import small_project

EVENT = "events/open-day.yml"
START, END = "start: 2026-12-01T12:00", "end: 2026-12-01T15:30"
LANGUAGES = ("fi", "en")
HELSINKI, NEW_YORK = ZoneInfo("Europe/Helsinki"), ZoneInfo("America/New_York")


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def made(folder: Path, *changes: Change, site_url: str = SITE_URL) -> Build:
    """Build a small hub after changes to its data."""
    project = small_project(folder / "project")
    for change in changes:
        change(project.data)
    return build(project.path, build_time({"SOURCE_DATE_EPOCH": TODAY}), {"SITE_URL": site_url})


def feed(built: Build, language: str) -> bytes:
    content = built.files()[f"calendars/events-{language}.ics"]
    assert isinstance(content, bytes)
    return content


def entry_after(folder: Path, language: str, *changes: Change) -> Entry:
    """Change the only event of a small hub; return its entry in the feed, which is that of its own file."""
    built = made(folder, *changes)
    content = feed(built, language)
    assert list(faults_of_lines(content)) == []
    (found,) = entries_in(content)
    own = built.files()[built.renderer.addresses.page(built.renderer.addresses.path_of("event", "open-day"), language).url + "event.ics"]
    assert isinstance(own, bytes)
    assert [alone.to_ical() for alone in entries_in(own)] == [found.to_ical()]
    return found


def dates(start: str, end: str | None) -> list[Change]:
    """Give the event other dates."""
    return [edit(EVENT, START, f"start: {start}"), edit(EVENT, f"{END}\n", f"end: {end}\n" if end else "")]


def also(lines: str) -> Change:
    """Add keys to the event."""
    return edit(EVENT, "city: korpi", f"city: korpi\n{lines}")


# When


@pytest.mark.parametrize(
    ("start", "end", "first", "after"),
    [
        ("2026-12-01", None, date(2026, 12, 1), date(2026, 12, 2)),
        ("2026-12-01", "2026-12-01", date(2026, 12, 1), date(2026, 12, 2)),
        ("2026-12-30", "2027-01-02", date(2026, 12, 30), date(2027, 1, 3)),
        ("2026-03-28", "2026-03-29", date(2026, 3, 28), date(2026, 3, 30)),
        ("2026-12-01", "2026-12", date(2026, 12, 1), date(2026, 12, 2)),
        ("2026-12-01T12:00", "2026-12-03", date(2026, 12, 1), date(2026, 12, 4)),
        ("2026-12-01", "2026-12-03T15:30", date(2026, 12, 1), date(2026, 12, 4)),
    ],
)
def test_whole_days_are_dates_and_end_on_the_day_after(
    tmp_path: Path, language: str, start: str, end: str | None, first: date, after: date
) -> None:
    found = entry_after(tmp_path, language, *dates(start, end))
    assert (value(found, "DTSTART"), value(found, "DTEND")) == (first, after)
    assert not isinstance(value(found, "DTSTART"), datetime)


@pytest.mark.parametrize(
    ("start", "end", "zone", "first", "hours"),
    [
        ("2026-12-01T12:00", "2026-12-01T15:30", None, datetime(2026, 12, 1, 10, tzinfo=UTC), 3.5),
        ("2026-07-01T09:00", "2026-07-02T16:00", None, datetime(2026, 7, 1, 6, tzinfo=UTC), 31),
        ("2026-03-29T01:00", "2026-03-29T05:00", None, datetime(2026, 3, 28, 23, tzinfo=UTC), 3),
        ("2026-03-29T04:30", "2026-03-29T05:00", None, datetime(2026, 3, 29, 1, 30, tzinfo=UTC), 0.5),
        ("2026-10-25T02:00", "2026-10-25T05:00", None, datetime(2026, 10, 24, 23, tzinfo=UTC), 4),
        ("2026-11-01T00:30", "2026-11-01T03:00", "America/New_York", datetime(2026, 11, 1, 4, 30, tzinfo=UTC), 3.5),
        ("2026-06-01T10:00", "2026-06-01T11:00", "Asia/Kolkata", datetime(2026, 6, 1, 4, 30, tzinfo=UTC), 1),
        ("2026-12-01T00:00", "2026-12-02T00:00", None, datetime(2026, 11, 30, 22, tzinfo=UTC), 24),
        ("2026-12-01T10:00", "2026-12-01T11:00", "UTC", datetime(2026, 12, 1, 10, tzinfo=UTC), 1),
    ],
)
def test_times_are_moments_in_the_zone_of_the_event(
    tmp_path: Path, language: str, start: str, end: str, zone: str | None, first: datetime, hours: float
) -> None:
    built = made(tmp_path, *dates(start, end), *([also(f"time_zone: {zone}")] if zone else []))
    content = feed(built, language)
    ((begins, ends),) = occurrences_in(content).values()
    assert isinstance(begins, datetime)
    assert isinstance(ends, datetime)
    assert begins.isoformat().startswith(start), "the wall shows another time"
    assert begins.astimezone(UTC) == first
    assert ends.astimezone(UTC) - first == timedelta(hours=hours)
    zones = [str(part["TZID"]) for part in calendar_in(content).walk("VTIMEZONE")]
    assert zones == ([] if zone == "UTC" else [zone or "Europe/Helsinki"])


@pytest.mark.parametrize("end", [None, "2026-12-01", "2026-12-01T12:00", "2026-12"])
def test_an_end_that_is_not_known_is_not_made_up(tmp_path: Path, language: str, end: str | None) -> None:
    found = entry_after(tmp_path, language, *dates("2026-12-01T12:00", end))
    assert value(found, "DTSTART") == datetime(2026, 12, 1, 12, tzinfo=HELSINKI)
    assert "DTEND" not in found
    assert "DURATION" not in found


@pytest.mark.parametrize(("language", "told"), [("fi", "Aika: 1.–3. joulukuuta 2026 klo 12.00"), ("en", "When: 1–3 Dec 2026, 12:00")])
def test_a_time_that_whole_days_cannot_hold_is_told_in_words(tmp_path: Path, language: str, told: str) -> None:
    found = entry_after(tmp_path, language, *dates("2026-12-01T12:00", "2026-12-03"))
    assert told in str(found["DESCRIPTION"])


@pytest.mark.parametrize("start", ["2026-12", "2026"])
def test_an_event_whose_day_is_not_known_is_in_no_calendar(tmp_path: Path, start: str) -> None:
    built = made(tmp_path, *dates(start, None))
    assert [address for address in built.files() if address.endswith(".ics")] == []
    assert ("en", "events/subscribe") not in built.pages
    assert "calendar" not in built.pages["en", "events/2026/open-day"].html
    assert not any(page.alternatives for page in built.pages.values())


# Time zones


@pytest.mark.parametrize(
    "zone",
    ["Europe/Helsinki", "America/New_York", "Europe/Dublin", "Australia/Lord_Howe", "Asia/Kolkata", "Africa/Casablanca", "Pacific/Apia", "America/Santiago"],
)
@pytest.mark.parametrize("years", [(2026, 2026), (2011, 2013)])
def test_a_described_zone_has_the_offset_of_the_zone_at_every_hour(zone: str, years: tuple[int, int]) -> None:
    described = icalendar.Calendar()
    described.add_component(vtimezone(zone, *years))
    read = tzical(io.StringIO(described.to_ical().decode().replace("\r\n", "\n"))).get(zone)
    real = ZoneInfo(zone)
    moment = datetime(years[0], 1, 1, tzinfo=UTC)
    while moment.year <= years[1]:
        local = moment.astimezone(real).replace(tzinfo=None)
        # What the clocks show twice or never, no two libraries read alike.
        if local.replace(tzinfo=real).utcoffset() == local.replace(tzinfo=real, fold=1).utcoffset():
            assert read.utcoffset(local) == moment.astimezone(real).utcoffset(), f"{moment} in {zone}"
        moment += timedelta(hours=1)


def test_changes_of_the_clocks_are_rules_since_some_programs_misread_their_dates() -> None:
    rules = [part["RRULE"].to_ical().decode() for part in vtimezone("Europe/Helsinki", 2026, 2026).subcomponents]
    assert rules == ["FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"]
    rules = [part["RRULE"].to_ical().decode() for part in vtimezone("America/New_York", 2026, 2026).subcomponents]
    assert rules == ["FREQ=YEARLY;BYDAY=2SU;BYMONTH=3", "FREQ=YEARLY;BYDAY=1SU;BYMONTH=11"]


def test_the_clocks_change_by_the_time_they_showed_before() -> None:
    spring, autumn = vtimezone("Europe/Helsinki", 2026, 2026).subcomponents
    assert (spring.name, value(spring, "DTSTART")) == ("DAYLIGHT", datetime(2025, 3, 30, 3))
    assert (autumn.name, value(autumn, "DTSTART")) == ("STANDARD", datetime(2025, 10, 26, 4))


# What


@pytest.mark.parametrize(
    ("status", "language", "title"),
    [
        ("cancelled", "fi", "Peruttu: Avoimet ovet"),
        ("cancelled", "en", "Cancelled: Open day"),
        ("postponed", "fi", "Lykätty: Avoimet ovet"),
        ("postponed", "en", "Postponed: Open day"),
    ],
)
def test_an_event_that_is_off_is_sent_as_cancelled_and_says_so(tmp_path: Path, status: str, language: str, title: str) -> None:
    found = entry_after(tmp_path, language, also(f"status: {status}"))
    assert str(found["STATUS"]) == "CANCELLED"
    assert str(found["SUMMARY"]) == title
    assert str(found["DESCRIPTION"]).startswith(f"{title.partition(':')[0]}.\n\n")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("fi", "Siirretty uuteen aikaan. Alkuperäinen ajankohta: 28. marraskuuta 2025."),
        ("en", "Rescheduled. First announced for 28 November 2025."),
    ],
)
def test_a_moved_event_takes_place_and_tells_when_it_was_to(tmp_path: Path, language: str, told: str) -> None:
    found = entry_after(tmp_path, language, also("status: rescheduled\nprevious_start: 2025-11-28"))
    assert str(found["STATUS"]) == "CONFIRMED"
    assert str(found["SUMMARY"]) in ("Avoimet ovet", "Open day")
    assert str(found["DESCRIPTION"]).startswith(told)
    assert value(found, "DTSTART") == datetime(2026, 12, 1, 12, tzinfo=HELSINKI)
    assert "/events/2025/open-day/" in str(found["URL"])


WHOLE = """description:
  fi: "Tule **kaikin mokomin**.\\n\\n- Kahvia\\n- Pullaa"
  en: "Do **come**.\\n\\n- Coffee\\n- Buns"
venue: {fi: Vanha mylly, en: Old mill}
address: Mill Street 1
municipality: {fi: Tukholma, en: Stockholm}
country: SE
attendance: on-site
admission: {price: 20.5, currency: EUR, note: {fi: opiskelijat maksutta, en: students free}}
registration: {url: "https://works.example/join?a=1;b=2,3", deadline: 2026-11-28}
date_note: {fi: Ovet avataan ajoissa., en: Doors open early.}"""
TOLD = {
    "fi": """Tule tutustumaan.

Tule kaikin mokomin.

Kahvia

Pullaa

Aika: Ovet avataan ajoissa.
Järjestäjät: Korpi Works Oy
Osallistuminen: paikan päällä
Osallistumismaksu: 20,50 €, opiskelijat maksutta
Ilmoittautuminen: https://works.example/join?a=1;b=2,3 (viimeistään 28. marraskuuta 2026)
Tapahtuman sivut: https://works.example/open""",
    "en": """Come and see.

Do come.

Coffee

Buns

When: Doors open early.
Organisers: Korpi Works Oy
Attendance: on site
Admission: €20.50, students free
Registration: https://works.example/join?a=1;b=2,3 (by 28 November 2026)
Event website: https://works.example/open""",
}
PLACES = {"fi": "Vanha mylly, Mill Street 1, Tukholma, Ruotsi", "en": "Old mill, Mill Street 1, Stockholm, Sweden"}


def test_an_entry_tells_what_the_page_does_in_plain_words(tmp_path: Path, language: str) -> None:
    found = entry_after(tmp_path, language, also(WHOLE))
    assert str(found["DESCRIPTION"]) == TOLD[language]
    assert str(found["LOCATION"]) == PLACES[language]
    assert categories(found) == [{"fi": "Metallisuolat", "en": "Metal salts"}[language]]
    assert str(found["URL"]) == f"{SITE_URL}{'' if language == 'fi' else 'en/'}events/2026/open-day/"
    assert {str(found[name]) for name in ("TRANSP", "STATUS")} == {"TRANSPARENT", "CONFIRMED"}
    assert not {"ORGANIZER", "ATTENDEE", "GEO", "METHOD"} & set(found)
    assert found.walk("VALARM") == []


@pytest.mark.parametrize(("mode", "linked"), [("Offline", False), ("Online", True), ("Mixed", True)])
def test_an_event_online_has_an_address_to_log_in(tmp_path: Path, mode: str, linked: bool) -> None:
    told = edit("vocabularies/attendance_modes.yml", "OfflineEventAttendanceMode", f"{mode}EventAttendanceMode")
    found = entry_after(tmp_path, "en", also("attendance: on-site"), told)
    assert str(found.get("CONFERENCE", "")) == ("https://works.example/open" if linked else "")
    if linked:
        assert dict(found["CONFERENCE"].params) == {"VALUE": "URI", "LABEL": "on site"}


def test_an_event_only_online_has_no_place_but_that(tmp_path: Path) -> None:
    mode = edit("vocabularies/attendance_modes.yml", "fi: paikan päällä, en: on site}, schema_type: Offline", "fi: verkossa, en: online}, schema_type: Online")
    found = entry_after(tmp_path, "en", edit(EVENT, "city: korpi", "attendance: on-site"), mode)
    assert str(found["LOCATION"]) == "online"


# What stays the same


def test_an_entry_is_the_same_one_in_every_language_and_wherever_the_site_lies(tmp_path: Path) -> None:
    here, there = made(tmp_path / "a"), made(tmp_path / "b", site_url="https://other.example/sub/")
    ids = {str(entries_in(feed(built, code))[0]["UID"]) for built in (here, there) for code in LANGUAGES}
    assert len(ids) == 1


def test_entries_of_two_hubs_never_share_an_id_and_a_hub_may_change_its_name(tmp_path: Path) -> None:
    def id_after(folder: str, *changes: Change) -> str:
        return str(entries_in(feed(made(tmp_path / folder, *changes), "en"))[0]["UID"])

    renamed = edit("site.yml", "name: Testbed", "name: Proving ground")
    assert id_after("a") != id_after("b", renamed)
    assert id_after("a2") == id_after("c", edit("site.yml", "name: Testbed", "name: Proving ground\nnamespace: testbed"))


def test_a_renamed_event_keeps_its_id_and_its_old_addresses(tmp_path: Path, language: str) -> None:
    before = made(tmp_path / "before")
    renamed = made(
        tmp_path / "after",
        edit(EVENT, "city: korpi", "city: korpi\naliases: [open-day, doors-open]"),
        move(EVENT, "events/open-house.yml"),
    )
    (old,), (new,) = entries_in(feed(before, language)), entries_in(feed(renamed, language))
    assert new["UID"] == old["UID"]
    assert str(new["URL"]).endswith("/events/2026/open-house/")
    folder = "" if language == "fi" else "en/"
    files = renamed.files()
    for name in ("open-house", "open-day", "doors-open"):
        (own,) = entries_in(bytes(files[f"{folder}events/2026/{name}/event.ics"]))  # type: ignore[arg-type]
        assert own.to_ical() == new.to_ical()
    assert f"{folder}events/2026/open-day/index.html" in renamed.last_files([])


def test_the_calendar_of_a_renamed_city_stays_at_its_old_address(tmp_path: Path) -> None:
    files = made(tmp_path, edit("cities/korpi.yml", "role: lead", "role: lead\naliases: [metsa]")).files()
    assert files["calendars/cities/metsa-en.ics"] == files["calendars/cities/korpi-en.ics"]


def test_a_revision_is_told_as_a_sequence_and_stamps_come_from_the_data(tmp_path: Path) -> None:
    renderer = made(tmp_path).renderer
    for revisions, number in (({}, 0), ({"open-day": 3}, 3), ({"other": 9}, 0)):
        (found,) = entries_in(files(renderer, SITE_URL, revisions)["calendars/events-en.ics"])
        assert int(found["SEQUENCE"]) == number
        assert value(found, "DTSTAMP") == value(found, "LAST-MODIFIED") == datetime(2026, 11, 20, tzinfo=UTC)


def test_a_calendar_tells_its_name_its_source_and_how_often_to_ask(tmp_path: Path, language: str) -> None:
    files = made(tmp_path).files()
    for address, name in (("events", {"fi": "Kaikki tapahtumat", "en": "All events"}), ("cities/korpi", dict.fromkeys(LANGUAGES, "Korpi")), ("areas/salts", {"fi": "Suolat", "en": "Salts"})):
        content = bytes(files[f"calendars/{address}-{language}.ics"])  # type: ignore[arg-type]
        found = calendar_in(content)
        assert str(found["NAME"]) == str(found["X-WR-CALNAME"]) == f"Testbed: {name[language]}"
        assert str(found["SOURCE"]) == f"{SITE_URL}calendars/{address}-{language}.ics"
        assert f"-//knowledge_hub//Knowledge hub generator//{language.upper()}" == str(found["PRODID"])
        assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:P1D\r\n" in content
        assert b"\r\nX-PUBLISHED-TTL:P1D\r\n" in content
        assert "METHOD" not in found


def test_two_feeds_made_of_the_same_data_are_the_same_to_the_byte(tmp_path: Path) -> None:
    one, other = ({address: content for address, content in made(tmp_path / name).files().items() if address.endswith(".ics")} for name in "ab")
    assert one == other
    assert len(one) == 2 * (3 + 1), "a feed of all, of the city, of the area, and the event's own file, in each language"


# Any text


@cache
def small_renderer() -> Renderer:
    """Renderer of a small hub with the words of the real one."""
    hub = read_project(ROOT, build_time({"SOURCE_DATE_EPOCH": TODAY}))
    return Renderer(hub, DAY, None)


def round_trip(title: str, venue: str, description: str) -> Entry:
    """Write an event with any texts and read it back."""
    renderer = small_renderer()
    event = next(item for item in renderer.hub.events.values() if item.start.day)
    texts = {"title": Name(dict.fromkeys(LANGUAGES, title)), "venue": Name(dict.fromkeys(LANGUAGES, venue)), "summary": Text(dict.fromkeys(LANGUAGES, title)), "description": LongText(dict.fromkeys(LANGUAGES, description))}
    written = entry(renderer.view("", "fi"), event.model_copy(update={**texts, "address": None, "city": None, "municipality": None, "country": None}), SITE_URL)
    assert written is not None
    content = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\n" + written.to_ical() + b"END:VCALENDAR\r\n"
    assert list(faults_of_lines(content)) == []
    (found,) = entries_in(content)
    return found


@pytest.mark.parametrize(
    "text",
    [
        "a, b; c: d",
        "back\\slash and \\n that is none",
        'END:VEVENT "quoted" ^n',
        "ä" * 200,
        "x" * 66 + "€" * 40,
        "👩‍🔬" * 30,
        "  two  spaces\tand a tab",
        "X-EVIL:1;TZID=a",
    ],
)
def test_hostile_text_comes_back_as_it_was(text: str) -> None:
    found = round_trip(text, text, "First.\n\nSecond, with a comma; and more.")
    assert str(found["SUMMARY"]) == str(found["LOCATION"]) == text
    assert str(found["DESCRIPTION"]).startswith(f"{text}\n\nFirst.\n\nSecond, with a comma; and more.")


@given(text=st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1))
def test_any_text_survives_the_way_into_a_calendar_and_back(text: str) -> None:
    found = round_trip(text, text, "")
    assert str(found["SUMMARY"]) == str(found["LOCATION"]) == text

"""Someone without an account suggests an event: the form writes records that pass the check, and sends nothing."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from conftest import REPOSITORY_URL
from knowledge_hub.slug import slugify
from playwright.sync_api import Browser, Locator, expect
from suggesting import OTHERS, Form, accepted, at_small, small_site
from visitor import LANGUAGES, Visitor, visit

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("language", LANGUAGES)]
PATH = "events/suggest/"
__all__ = ["at_small", "small_site"]  # fixtures
HOSTILE = 'Say "cheese": # it\'s & <3 \\ ]]> %20 {x} [y] - ? | > * ! @ ` \U0001f50b'
PARAGRAPHS = "First: \"a\" # b\n\n- two\n- `<script>alert(1)</script>`\n\nLast \U0001f468\u200d\U0001f469 --- ... 'c'"


def test_what_is_filled_in_becomes_records_that_pass_the_check(
    browser: Browser, at_small: str, small_site: Path, tmp_path: Path, language: str
) -> None:
    with visit(browser, at_small, language) as visitor:
        visitor.open("events/")
        visitor.follow(visitor.main.get_by_role("link", name=visitor.ui("suggest.event.title")))
        visitor.is_at(PATH)
        form = Form(visitor)
        form.least()
        form.input("event_title", "fi").fill("Akkupäivä 2027")
        form.text("event_description", "What it is about.\n\nMore of it.")
        areas = form.group("event_areas").get_by_role("checkbox")
        areas.nth(0).uncheck()
        areas.nth(1).check()
        areas.nth(0).check()
        form.moment("event_start", "time").fill("13:00")
        form.moment("event_end", "day").fill("2027-05-15")
        form.moment("event_end", "time").fill("16:30")
        form.input("event_time_zone").fill("Europe/Stockholm")
        form.input("event_attendance").select_option(index=1)
        form.input("event_municipality", "fi").fill("Tukholma")
        form.input("event_municipality", "en").fill("Stockholm")
        form.input("event_country").select_option(label={"fi": "Ruotsi", "en": "Sweden"}[language])
        form.input("event_venue").fill("Hall")
        form.input("event_address").fill("Street 1")
        form.group("event_parties").get_by_role("combobox").first.fill("Korpi Works Oy")
        form.group("event_parties").get_by_role("button").click()
        visitor.page.keyboard.type("Somebody else")
        form.group("event_languages").get_by_label(OTHERS[language][1]).check()
        form.input("event_url").fill("https://day.example/")
        form.input("event_registration_url").fill("https://day.example/sign-up")
        form.moment("event_registration_deadline", "day").fill("2027-05-01")
        form.input("source_language").select_option(label=OTHERS[language][1])
        form.make()
        event, source = form.records()
        assert event == {
            "title": {"fi": "Akkupäivä 2027", "en": "Battery day 2027"},
            "kind": "open-day",
            "start": "2027-05-14T13:00",
            "end": "2027-05-15T16:30",
            "time_zone": "Europe/Stockholm",
            "attendance": event["attendance"],
            "venue": "Hall",
            "address": "Street 1",
            "municipality": {"fi": "Tukholma", "en": "Stockholm"},
            "country": "SE",
            "parties": [{"organisation": "korpi-works"}, {"name": "Somebody else"}],
            "areas": [str(areas.nth(1).get_attribute("value")), str(areas.nth(0).get_attribute("value"))],
            "languages": ["en"],
            "summary": {"fi": "One sentence.", "en": "One sentence."},
            "description": dict.fromkeys(LANGUAGES, "What it is about.\n\nMore of it."),
            "url": "https://day.example/",
            "registration": {"url": "https://day.example/sign-up", "deadline": "2027-05-01"},
            "sources": event["sources"],
            "checked": "2026-11-24",
        }
        assert source == {
            "title": "News",
            "publisher": "Works",
            "url": "https://works.example/news",
            "language": "en",
            "accessed": "2026-11-24",
        }
        files = form.files()
        assert set(files) == {"data/events/battery-day-2027.yml", f"data/sources/{event['sources'][0]}.yml"}
    accepted(small_site, tmp_path, files)


def test_the_least_an_event_needs_is_enough(
    browser: Browser, at_small: str, small_site: Path, tmp_path: Path, language: str
) -> None:
    with visit(browser, at_small, language) as visitor:
        visitor.open(PATH)
        form = Form(visitor)
        form.least()
        form.input("event_title", "en").fill("")
        form.make()
        event, _ = form.records()
        assert set(event) == {"title", "kind", "start", "areas", "summary", "sources", "checked"}
        assert event["title"] == "Battery day 2027"
        files = form.files()
    accepted(small_site, tmp_path, files)


def test_of_a_date_no_more_need_be_known_than_month_or_year(
    browser: Browser, at_small: str, small_site: Path, tmp_path: Path, language: str
) -> None:
    with visit(browser, at_small, language) as visitor:
        visitor.open(PATH)
        form = Form(visitor)
        form.least(title="Battery day")
        form.moment("event_start", "precision").select_option(label=visitor.ui("suggest.month"))
        form.moment("event_start", "month").select_option(index=2)
        form.moment("event_start", "year").fill("2027")
        form.make()
        assert form.records()[0]["start"] == "2027-03"
        by_month = form.files()
        assert "data/events/battery-day-2027.yml" in by_month
        form.text("event_title", "Battery year")
        form.moment("event_start", "precision").select_option(label=visitor.ui("suggest.year"))
        assert form.records()[0]["start"] == 2027
        by_year = form.files()
        assert by_year.keys() - by_month.keys() == {"data/events/battery-year-2027.yml"}
    accepted(small_site, tmp_path, {**by_month, **by_year})


def test_text_of_any_kind_survives_to_the_letter(
    browser: Browser, at_small: str, small_site: Path, tmp_path: Path, language: str
) -> None:
    with visit(browser, at_small, language) as visitor:
        visitor.open(PATH)
        form = Form(visitor)
        form.least(title=HOSTILE)
        form.text("event_summary", HOSTILE)
        form.text("event_description", PARAGRAPHS)
        form.input("event_venue").fill("no")
        form.input("event_address").fill("12:30 # & - 'x' \"y\"")
        form.input("source_title").fill("\u200bTitle\u202e:\u0007 \\n")
        form.group("event_parties").get_by_role("combobox").first.fill("- name: x # \U0001f50b")
        form.make()
        event, source = form.records()
        assert event["title"] == HOSTILE
        assert event["summary"] == dict.fromkeys(LANGUAGES, HOSTILE)
        assert event["description"] == dict.fromkeys(LANGUAGES, PARAGRAPHS)
        assert (event["venue"], event["address"]) == ("no", "12:30 # & - 'x' \"y\"")
        assert event["parties"] == [{"name": "- name: x # \U0001f50b"}]
        assert source["title"] == "Title: \\n", "signs that cannot be printed are left out"
        expect(visitor.main.locator("script")).to_have_count(0)
        files = form.files()
    accepted(small_site, tmp_path, files)


def test_the_name_of_the_file_is_made_as_the_command_makes_it(browser: Browser, at_small: str, language: str) -> None:
    titles = ["Øst & Vest: Straße łódź", "Åäö – Ñandú’s 2nd", "電池", "--- ...", "A" * 120, "Æther-đ 2027"]
    with visit(browser, at_small, language) as visitor:
        visitor.open(PATH)
        form = Form(visitor)
        form.least()
        form.make()
        for title in titles:
            form.text("event_title", title)
            name = next(name for name in form.files() if "/events/" in name).removeprefix("data/events/").removesuffix(".yml")
            slug = slugify(title) or "event"
            assert slugify(name) == name
            assert name == (slug if "2027" in slug.split("-") else f"{slug[:75].rstrip('-')}-2027")


def test_the_mail_holds_every_word_of_both_records(browser: Browser, at_small: str, language: str) -> None:
    with visit(browser, at_small, language) as visitor:
        visitor.open(PATH)
        form = Form(visitor)
        form.least(title="A & B = 100 % + \U0001f50b")
        form.make()
        files = form.files()
        scheme, _, rest = form.way("mail").partition(":")
        receiver, _, query = rest.partition("?")
        assert (scheme, receiver) == ("mailto", "hub@korpi.example")
        values = {key: unquote(value) for key, _, value in (pair.partition("=") for pair in query.split("&"))}
        assert values["subject"] == visitor.ui("suggest.event.subject", title="A & B = 100 % + \U0001f50b")
        assert "\n" not in values["body"].replace("\r\n", "")
        body = values["body"].replace("\r\n", "\n")
        for name, text in files.items():
            assert f"# {name}\n{text}" in body


def test_without_a_mail_address_of_the_site_the_sender_fills_it_in(browser: Browser, at_root: str, language: str) -> None:
    with visit(browser, at_root, language) as visitor:
        visitor.open(PATH)
        form = Form(visitor)
        form.least()
        form.make()
        assert form.way("mail").startswith("mailto:?subject=")
        expect(visitor.main.get_by_text(visitor.ui("suggest.no_receiver")).first.get_by_role("link").last).to_be_visible()


def test_the_forge_is_opened_with_the_text_filled_in(browser: Browser, at_small: str, language: str) -> None:
    with visit(browser, at_small, language) as visitor:
        visitor.open(PATH)
        form = Form(visitor)
        form.least()
        form.text("event_description", "A `b` ```c``` d")
        form.make()
        files = form.files()
        for key, folder in (("new_event", "events"), ("new_source", "sources")):
            address = urlsplit(form.way(key))
            assert f"{address.scheme}://{address.netloc}{address.path}" == f"{REPOSITORY_URL}/new/main/data/{folder}"
            values = parse_qs(address.query)
            assert values["value"] == [files[f"data/{folder}/{values['filename'][0]}"]]
        issue = parse_qs(urlsplit(form.way("issue")).query)
        assert form.way("issue").startswith(f"{REPOSITORY_URL}/issues/new?")
        assert issue["title"] == [visitor.ui("suggest.event.subject", title="Battery day 2027")]
        assert all(text in issue["body"][0] for text in files.values())
        assert issue["body"][0].startswith("````yaml\n")
        expect(visitor.main.get_by_text(visitor.ui("suggest.long"))).to_be_hidden()
        form.input("event_description", "fi").fill("Pitkä teksti. " * 700)
        expect(visitor.main.get_by_text(visitor.ui("suggest.long"))).to_be_visible()
        assert all(len(form.way(key)) < 8000 for key in ("new_event", "new_source", "issue"))
        assert "value" not in parse_qs(urlsplit(form.way("new_event")).query)
        assert "value" in parse_qs(urlsplit(form.way("new_source")).query)


def test_the_text_can_be_copied(browser: Browser, at_small: str, language: str) -> None:
    with visit(browser, at_small, language, permissions=["clipboard-read", "clipboard-write"]) as visitor:
        visitor.open(PATH)
        form = Form(visitor)
        form.least()
        form.make()
        visitor.main.get_by_role("button", name=visitor.ui("suggest.copy")).first.click()
        expect(visitor.main.get_by_text(visitor.ui("suggest.copied"))).to_be_visible()
        event = next(text for name, text in form.files().items() if "/events/" in name)
        assert visitor.page.evaluate("navigator.clipboard.readText()") == event


def test_an_empty_form_tells_all_that_is_missing_and_leads_to_the_first(
    browser: Browser, at_small: str, language: str
) -> None:
    with visit(browser, at_small, language) as visitor:
        visitor.open(PATH)
        form = Form(visitor)
        expect(visitor.main.locator("[aria-invalid]")).to_have_count(0)
        form.make()
        title = form.input("event_title", LANGUAGES[0])
        expect(title).to_be_focused()
        expect(title).to_have_attribute("aria-invalid", "true")
        assert form.error(title) == visitor.ui("suggest.errors.required")
        wrong = visitor.main.locator("[aria-invalid]")
        expect(visitor.main.get_by_role("status").filter(has_text=visitor.ui("suggest.mend_other", n=wrong.count()))).to_be_visible()
        assert wrong.count() == 8
        expect(visitor.main.get_by_role("heading", name=visitor.ui("suggest.result"))).to_be_hidden()
        form.least()
        expect(wrong).to_have_count(0)
        form.make()
        form.is_made()


MISTAKES = [
    ("event_url", None, "www.day.example", "https://www.day.example", "url"),
    ("event_url", None, "https://day example/", "https://day.example/", "url"),
    ("event_url", None, "javascript:alert(1)", "http://day.example", "url"),
    ("event_title", "fi", "<script>alert(1)</script>", "a < b", "html"),
    ("event_summary", "fi", "x" * 301, "x" * 300, "length"),
    ("event_description", "en", "![x](https://a.example/b.png)", "[x](https://a.example/)", "image"),
    ("event_description", "en", "[x](b)", "[x](https://a.example/)", "link"),
    ("event_time_zone", None, "Mars/Base", "Europe/Oslo", "zone"),
]
"""What is asked, in which language, what is wrong, what is right, and the message."""


def test_a_mistake_is_told_where_it_is_made_and_goes_when_it_is_mended(
    browser: Browser, at_small: str, language: str
) -> None:
    with visit(browser, at_small, language) as visitor:
        for key, part, wrong, right, told in MISTAKES:
            visitor.open(PATH)
            form = Form(visitor)
            if part is not None:
                form.text(key, "Text.")
            input = form.input(key, part)
            input.fill(wrong)
            assert form.error(input) == "", "nothing is told while it is typed"
            form.input("source_title").focus()
            expect(input).to_have_attribute("aria-invalid", "true")
            message = re.split(r"\{|:", visitor.ui_raw(f"suggest.errors.{told}"))[0]
            assert form.error(input).startswith(message), f"{key}: {wrong}"
            input.fill(right)
            expect(input).not_to_have_attribute("aria-invalid", "true")
            assert form.error(input) == ""


def test_values_that_do_not_fit_together_are_told(browser: Browser, at_small: str, language: str) -> None:
    with visit(browser, at_small, language) as visitor:
        visitor.open(PATH)
        form = Form(visitor)
        form.least()
        form.moment("event_end", "day").fill("2027-05-13")
        form.moment("event_registration_deadline", "day").fill("2027-05-13")
        form.input("event_description", "fi").fill("Vain suomeksi.")
        form.make()
        assert form.error(form.moment("event_end", "day")) == visitor.ui("suggest.errors.order")
        needs = visitor.ui("suggest.errors.needs", label=form.label("event_registration_deadline"))
        assert form.error(form.input("event_registration_url")) == needs
        assert form.error(form.input("event_description", "en")) == visitor.ui("suggest.errors.translation")
        form.moment("event_end", "day").fill("2027-05-14")
        form.input("event_registration_url").fill("https://day.example")
        form.input("event_description", "en").fill("In English.")
        form.make()
        form.is_made()
        form.moment("event_end", "day").fill("2027-05-01")
        expect(visitor.main.get_by_role("heading", name=visitor.ui("suggest.result"))).to_be_hidden()


def press_until(visitor: Visitor, target: Locator) -> None:
    """Press Tab until something has the focus."""
    for _ in range(60):
        visitor.page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{target} cannot be reached with the Tab key")


def test_the_keyboard_is_enough(browser: Browser, at_small: str, language: str) -> None:
    with visit(browser, at_small, language) as visitor:
        visitor.open(PATH)
        form, keyboard = Form(visitor), visitor.page.keyboard
        press_until(visitor, form.input("event_title", "fi"))
        keyboard.type("Battery day 2027")
        press_until(visitor, form.input("event_kind"))
        keyboard.press("ArrowDown")
        press_until(visitor, form.group("event_areas").get_by_role("checkbox").first)
        keyboard.press("Space")
        for code in LANGUAGES:
            press_until(visitor, form.input("event_summary", code))
            keyboard.type("One sentence.")
        press_until(visitor, form.moment("event_start", "precision"))
        keyboard.press("End")
        press_until(visitor, form.moment("event_start", "year"))
        keyboard.type("2027")
        press_until(visitor, form.group("event_parties").get_by_role("button"))
        keyboard.press("Enter")
        expect(form.group("event_parties").get_by_role("combobox").nth(1)).to_be_focused()
        keyboard.type("Somebody")
        for key, text in (("source_url", "https://works.example/news"), ("source_title", "News"), ("source_publisher", "Works")):
            press_until(visitor, form.input(key))
            keyboard.type(text)
        keyboard.press("Enter")
        event, _ = form.records()
        assert event["start"] == 2027
        assert event["parties"] == [{"name": "Somebody"}]
        press_until(visitor, visitor.main.get_by_role("link", name=visitor.ui("suggest.mail")))


def test_what_was_typed_survives_a_reload_and_nothing_is_stored(browser: Browser, at_small: str, language: str) -> None:
    with visit(browser, at_small, language) as visitor:
        visitor.open(PATH)
        form = Form(visitor)
        form.least()
        form.input("source_url").press("Tab")
        visitor.page.reload()
        expect(form.input("event_title", "fi")).to_have_value("Battery day 2027")
        assert visitor.page.evaluate("localStorage.length + sessionStorage.length") == 0
        form.make()
        event, source = form.records()
        assert (event["start"], source["url"]) == ("2027-05-14", "https://works.example/news")
        assert len(event["areas"]) == 1


def test_the_card_is_shown_as_it_will_look(browser: Browser, at_small: str, language: str) -> None:
    with visit(browser, at_small, language) as visitor:
        visitor.open(PATH)
        form = Form(visitor)
        preview = visitor.main.get_by_role("complementary", name=visitor.ui("suggest.preview"))
        expect(preview).to_contain_text(visitor.ui("suggest.fields.event_title"))
        form.least()
        form.input("event_title", language).fill("<b>Day</b>")
        form.input("event_city").select_option(label="Korpi")
        form.moment("event_end", "day").fill("2027-05-15")
        expect(preview.get_by_role("heading", level=3)).to_have_text("<b>Day</b>")
        when = {"fi": "14.–15. toukokuuta 2027", "en": "14–15 May 2027"}[language]
        expect(preview).to_contain_text(f"{when} · Korpi")
        expect(preview).to_contain_text("One sentence.")


def test_the_address_of_the_events_page_is_offered_as_the_source(browser: Browser, at_small: str, language: str) -> None:
    with visit(browser, at_small, language) as visitor:
        visitor.open(PATH)
        form = Form(visitor)
        form.input("event_url").fill("https://day.example/")
        expect(form.input("source_url")).to_have_value("https://day.example/")
        form.input("source_url").fill("https://own.example/")
        form.input("event_url").fill("https://day.example/2")
        expect(form.input("source_url")).to_have_value("https://own.example/")


def test_without_scripts_there_is_a_text_to_fill_in_and_ways_to_send_it(
    browser: Browser, at_small: str, small_site: Path, tmp_path: Path, language: str
) -> None:
    with visit(browser, at_small, language, java_script_enabled=False) as visitor:
        visitor.open(PATH)
        expect(visitor.main.locator("form")).to_be_hidden()
        expect(visitor.main.get_by_text(visitor.ui("suggest.by_hand_lead"))).to_be_visible()
        sample = visitor.main.locator("pre").inner_text()
        mail = unquote(str(visitor.main.get_by_role("link", name=visitor.ui("suggest.mail")).get_attribute("href")))
        assert sample.strip() in mail.replace("\r\n", "\n")
        for key, folder in (("new_event", "events"), ("new_source", "sources")):
            link = visitor.main.get_by_role("link", name=visitor.ui(f"suggest.{key}"))
            expect(link).to_have_attribute("href", f"{REPOSITORY_URL}/new/main/data/{folder}")
        assert all(f"# {Form(visitor).label(key)}" in sample for key in ("event_title", "event_start", "source_url"))
    accepted(small_site, tmp_path, filled(sample), in_form=False)


def filled(sample: str) -> dict[str, str]:
    """Fill in the text by hand, without what may be left out."""
    event, source = re.split(r"(?m)^# data/\w+/\.\.\.\.yml\n", sample)[1:]
    values = {"kind": "open-day", "start": "2027", "url": "https://works.example/news", "language": "en"}
    texts = []
    for text in (event, source):
        answered = re.sub(r'(?m)^(\w+): ""$', lambda line: f'{line[1]}: "{values.get(line[1], "")}"', text)
        texts.append(answered.replace('areas: [""]', "areas: [salts]").replace('["..."]', "[works-news]").replace('""', '"Words"'))
    return {"data/events/words-2027.yml": texts[0], "data/sources/works-news.yml": texts[1]}


def test_the_form_fits_on_a_phone(browser: Browser, at_small: str, language: str) -> None:
    with visit(browser, at_small, language, viewport={"width": 320, "height": 700}) as visitor:
        visitor.open(PATH)
        form = Form(visitor)
        form.make()
        assert visitor.fits() == []
        form.least(title="Akkuteollisuudenkehittämisyhteistyötapahtuma " * 4)
        form.make()
        form.is_made()
        assert visitor.fits() == []

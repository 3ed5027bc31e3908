"""Feeds of events read back by what readers use, and held against the data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import feedparser
import jsonschema
import lxml.etree
import lxml.html
import pytest
from conftest import SITE_URL, TODAY
from knowledge_hub.build import Build, build
from knowledge_hub.feeds.atom import atom
from knowledge_hub.feeds.feed import LATEST, Entry, Feed
from knowledge_hub.feeds.json_feed import json_feed
from knowledge_hub.feeds.masthead import masthead
from knowledge_hub.hub import Hub
from knowledge_hub.model.records import Event
from knowledge_hub.project import build_time
from site_reader import codes, hub_of, pages, prefix, words
from small_hub import Change, edit
from small_project import small_project

SCHEMA = json.loads(Path(__file__).with_name("json_feed_1_1.json").read_text("utf-8"))
ATOM, JSON = "application/atom+xml", "application/feed+json"
XHTML = "{http://www.w3.org/1999/xhtml}"
EVENT = "events/open-day.yml"
NOW = datetime(2026, 11, 24, tzinfo=UTC)
HOSTILE = "<script>alert(1)</script> ]]> & \"q\" 'a' <![CDATA[ \x01\x0b \U0001f50b \u202eolleh\u202c &lt;b&gt;"
PRINTABLE = HOSTILE.replace("\x01\x0b", "")


def of_names(hub: Hub) -> Iterator[tuple[str, str, list[Event]]]:
    """Yield the promised name of each feed, the path of its page, and its events."""
    yield "events", "events/", list(hub.events.values())
    for id in hub.cities:
        yield f"events-{id}", f"cities/{id}/", [event for event in hub.events.values() if event.city == id]
    for id in hub.areas:
        yield f"events-area-{id}", f"areas/{id}/", [event for event in hub.events.values() if id in event.areas]


def expected(hub: Hub) -> Iterator[tuple[str, str, str, list[Event]]]:
    """Yield language, name, page and events of each feed there has to be."""
    for language in codes(hub):
        yield from ((language, name, page, events) for name, page, events in of_names(hub) if events)


def news_feeds(hub: Hub) -> set[str]:
    """Return the names of all feeds of news."""
    topics = [f"-{id}" for id in hub.cities] + [f"-area-{id}" for id in hub.areas]
    return {f"news{topic}" for topic in ("", *topics)}


@lru_cache(maxsize=256)
def parsed(file: Path) -> Any:
    return feedparser.parse(file.read_bytes(), response_headers={"content-type": f"{ATOM}; charset=utf-8"})


def feed_files(site: Path, ending: str) -> list[Path]:
    return sorted((site / "feeds").glob(f"*{ending}"))


def of_id(hub: Hub, language: str) -> Mapping[str, Event]:
    """Return events by their promised address in a language."""
    root = SITE_URL + prefix(hub, language)
    return {f"{root}events/{event.start.year}/{event.id}/": event for event in hub.events.values()}


def small_build(tmp_path: Path, *changes: Change) -> Build:
    """Change the smallest project and make its pages and files."""
    project = small_project(tmp_path / "project")
    for change in changes:
        change(project.data)
    return build(project.path, build_time({"SOURCE_DATE_EPOCH": TODAY}), {"SITE_URL": SITE_URL})


def entries_of(made: Build, name: str) -> list[Any]:
    """Return the entries of a feed as a reader sees them."""
    content = made.files()[f"feeds/{name}.xml"]
    assert isinstance(content, bytes)
    return list(feedparser.parse(content).entries)


def test_there_are_feeds_of_events_where_there_are_any_and_of_news_for_everything(site: Path) -> None:
    hub = hub_of(site)
    names = {f"{name}-{language}" for language, name, _, _ in expected(hub)}
    names |= {f"{name}-{language}" for name in news_feeds(hub) for language in codes(hub)}
    assert {file.stem for file in feed_files(site, ".xml")} == names
    assert {file.stem for file in feed_files(site, ".json")} == names
    assert len(names) > 4


def test_readers_find_nothing_wrong_in_any_feed(site: Path) -> None:
    for file in feed_files(site, ".xml"):
        assert not parsed(file).bozo, f"{file.name}: {parsed(file).get('bozo_exception')}"
        assert parsed(file).version == "atom10"
        lxml.etree.fromstring(file.read_bytes())


def test_every_json_feed_is_as_its_specification_says(site: Path) -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    for file in feed_files(site, ".json"):
        assert list(validator.iter_errors(json.loads(file.read_text("utf-8")))) == [], file.name


def test_a_fault_in_a_json_feed_would_be_noticed(site: Path) -> None:
    feed = json.loads(feed_files(site, ".json")[0].read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(SCHEMA)
    for wrong in ({"version": "1.1"}, {"items": [{"id": "1"}]}, {"other": 1}, {"language": 3}):
        assert not validator.is_valid({**feed, **wrong})


def test_a_feed_tells_what_it_is_in_its_language_and_where_it_lies(site: Path) -> None:
    hub = hub_of(site)
    for language, name, page, _ in expected(hub):
        feed = parsed(site / "feeds" / f"{name}-{language}.xml").feed
        own = f"{SITE_URL}feeds/{name}-{language}.xml"
        assert feed.title_detail.language == language
        assert feed.id == own
        links = {link.rel: link.href for link in feed.links}
        assert links["self"] == own
        assert links["alternate"] == f"{SITE_URL}{prefix(hub, language)}{page}"
        assert links["license"] == hub.site.licence.url
        assert feed.author == hub.site.publisher[language]
        assert feed.rights.startswith(hub.site.licence.name)
        assert feed.icon.startswith(SITE_URL)
        assert (site / feed.icon.removeprefix(SITE_URL)).is_file()
        assert (site / feed.logo.removeprefix(SITE_URL)).is_file()
        assert "generator" not in feed


def test_each_feed_has_the_events_of_its_city_or_area_as_the_data_tells_them(site: Path) -> None:
    hub = hub_of(site)
    for language, name, _, events in expected(hub):
        entries = parsed(site / "feeds" / f"{name}-{language}.xml").entries
        by_id = of_id(hub, language)
        found = [by_id[entry.id] for entry in entries]
        assert sorted(event.id for event in found) == sorted(event.id for event in events)
        for entry, event in zip(entries, found, strict=True):
            assert entry.link == entry.id
            assert entry.title.startswith(event.title[language])
            assert entry.summary == " ".join(event.summary[language].split())
            checked = datetime.combine(event.checked, time(), UTC)
            assert datetime(*entry.updated_parsed[:6], tzinfo=UTC) == checked
            assert datetime(*entry.published_parsed[:6], tzinfo=UTC) == checked
            assert {tag.term for tag in entry.tags} >= {hub.areas[area].short_name[language] for area in event.areas}


def test_both_forms_of_a_feed_say_the_same(site: Path) -> None:
    for file in feed_files(site, ".xml"):
        feed, other = parsed(file), json.loads(file.with_suffix(".json").read_text("utf-8"))
        assert other["feed_url"] == f"{SITE_URL}feeds/{file.stem}.json"
        assert (other["title"], other["description"]) == (feed.feed.title, feed.feed.subtitle)
        assert other["home_page_url"] == feed.feed.link
        assert [item["id"] for item in other["items"]] == [entry.id for entry in feed.entries]
        for item, entry in zip(other["items"], feed.entries, strict=True):
            assert (item["url"], item["title"], item["summary"]) == (entry.link, entry.title, entry.summary)
            assert text_of(item["content_html"]) == text_of(entry.content[0].value)
            assert item["tags"] == [tag.term for tag in entry.tags]


def text_of(html: str) -> str:
    return words(lxml.html.fragment_fromstring(html, create_parent="div"))


def test_a_body_tells_when_where_and_how_things_stand(site: Path) -> None:
    hub = hub_of(site)
    for language in codes(hub):
        by_id, ui = of_id(hub, language), hub.interface[language]
        feed = json.loads((site / "feeds" / f"events-{language}.json").read_text("utf-8"))
        for item in feed["items"]:
            event, text = by_id[item["id"]], text_of(item["content_html"])
            assert f"{ui['event.when']}: " in text
            assert str(event.start.year) in text
            assert f"{ui['event.status']}: {hub.choice('event_status', event.status).label[language]}" in text
            if event.city:
                assert hub.cities[event.city].name[language] in text
            if event.venue:
                assert event.venue[language] in text
            if event.description:
                assert text_of(event.description[language])[:40].split(" [")[0] in text


def test_every_address_in_a_feed_is_whole_and_leads_to_something(site: Path) -> None:
    for file in feed_files(site, ".json"):
        for item in json.loads(file.read_text("utf-8"))["items"]:
            body = lxml.html.fragment_fromstring(item["content_html"], create_parent="div")
            for link in [item["url"], *body.xpath(".//@href"), *body.xpath(".//@src")]:
                assert re.match("https?://", link), f"{file.name}: {link}"
                if link.startswith(SITE_URL):
                    assert (site / link.removeprefix(SITE_URL).partition("#")[0] / "index.html").is_file(), link


def news_pages(site: Path, hub: Hub) -> dict[str, str]:
    """Return the feed of news of each page that has one: pages of news, of cities and of areas."""
    found = {f"cities/{id}/": f"news-{id}" for id in hub.cities} | {f"areas/{id}/": f"news-area-{id}" for id in hub.areas}
    told = {f"news/{path}": name for path, name in found.items() if f"news/{path}" in pages(site)}
    return {**found, **told, "news/": "news"}


def test_pages_announce_their_own_feeds_and_no_others(site: Path) -> None:
    hub = hub_of(site)
    with_feeds: dict[tuple[str, str], list[str]] = {}
    for language, name, page, _ in expected(hub):
        with_feeds.setdefault((language, page), []).append(name)
    for language in codes(hub):
        for path in ("", "events/subscribe/"):
            with_feeds[language, path] = ["events", "news"]
        for path, name in news_pages(site, hub).items():
            with_feeds.setdefault((language, path), []).append(name)
    for address, page in pages(site).items():
        path = address.removeprefix(prefix(hub, page.language or ""))
        links = page.all(f"//head/link[@rel='alternate'][@type='{ATOM}' or @type='{JSON}']")
        told = {urljoin(SITE_URL + address, link.get("href")): link.get("type") for link in links}
        stems = [f"{SITE_URL}feeds/{name}-{page.language}" for name in with_feeds.get((page.language or "", path), [])]
        assert told == {stem + ending: form for stem in stems for ending, form in ((".xml", ATOM), (".json", JSON))}, address
        for whole, link in zip(told, links, strict=True):
            file = site / whole.removeprefix(SITE_URL)
            assert file.is_file()
            assert link.get("title") == parsed(file.with_suffix(".xml")).feed.title


def test_the_page_about_subscribing_offers_every_feed_in_its_language(site: Path) -> None:
    hub = hub_of(site)
    for language in codes(hub):
        page = pages(site)[f"{prefix(hub, language)}events/subscribe/"]
        offered = {page.leads_to(link).rpartition("/")[2] for link in page.all("//main//a[contains(@href, 'feeds/')]/@href")}
        names = {f"{name}-{code}" for code, name, _, _ in expected(hub) if code == language} | {f"news-{language}"}
        assert offered == {f"{name}{ending}" for name in names for ending in (".xml", ".json")}


def test_a_feed_that_is_opened_in_a_browser_has_the_sites_look_and_tells_what_it_is(site: Path) -> None:
    hub = hub_of(site)
    for file in feed_files(site, ".xml"):
        root = lxml.etree.fromstring(file.read_bytes())
        instruction = root.getprevious()
        assert instruction.target == "xml-stylesheet"
        assert instruction.get("type") == "text/css"
        assert (file.parent / instruction.get("href")).is_file()
        note = root.find(f"{XHTML}p")
        language = file.stem.rpartition("-")[2]
        assert "".join(note.itertext()).startswith(hub.interface[language]["feeds.explanation"])
        assert note.find(f"{XHTML}a").get("href") == parsed(file).feed.link


def test_what_was_checked_last_comes_first_and_of_that_what_takes_place_last(tmp_path: Path) -> None:
    def more(data: Path) -> None:
        text = (data / EVENT).read_text("utf-8")
        for name, start, checked in (("older", "2026-05-05", "2026-01-01"), ("later", "2027-05-05", None)):
            changed = re.sub("(?m)^start: .*", f"start: {start}", text)
            changed = re.sub("(?m)^end: .*\n", "", changed)
            if checked:
                changed = re.sub("(?m)^checked: .*", f"checked: {checked}", changed)
            (data / "events" / f"{name}.yml").write_text(changed, "utf-8")

    found = [entry.id.split("/")[-2] for entry in entries_of(small_build(tmp_path, more), "events-fi")]
    assert found == ["later", "open-day", "older"]


def test_a_feed_keeps_no_more_than_readers_need(tmp_path: Path) -> None:
    def many(data: Path) -> None:
        for number in range(LATEST + 5):
            (data / "events" / f"copy-{number}.yml").write_text((data / EVENT).read_text("utf-8"), "utf-8")

    assert len(entries_of(small_build(tmp_path, many), "events-fi")) == LATEST


@pytest.mark.parametrize(("language", "title"), [("fi", " (peruttu)"), ("en", " (cancelled)")])
def test_the_title_says_that_an_event_is_cancelled(tmp_path: Path, language: str, title: str) -> None:
    def cancel(data: Path) -> None:
        text = (data / EVENT).read_text("utf-8")
        (data / EVENT).write_text(re.sub("(?m)^status: .*\n", "", text) + "status: cancelled\n", "utf-8")

    made = small_build(tmp_path, cancel, add_cancelled)
    entry = entries_of(made, f"events-{language}")[0]
    assert entry.title == made.hub.events["open-day"].title[language] + title


def add_cancelled(data: Path) -> None:
    """Give the smallest hub the real choices of an event's status."""
    real = Path(__file__).parent.parent / "data" / "vocabularies" / "event_statuses.yml"
    (data / "vocabularies" / "event_statuses.yml").write_text(real.read_text("utf-8"), "utf-8")


def test_an_event_keeps_its_id_when_it_is_renamed_again_and_again(tmp_path: Path) -> None:
    before = entries_of(small_build(tmp_path / "1"), "events-en")[0]

    def rename(data: Path) -> None:
        text = (data / EVENT).read_text("utf-8")
        (data / EVENT).unlink()
        (data / "events" / "third.yml").write_text(f"aliases: [open-day, second]\n{text}", "utf-8")

    after = entries_of(small_build(tmp_path / "2", rename), "events-en")[0]
    assert after.id == before.id
    assert after.link != before.link
    assert after.link.endswith("/third/")


def test_a_feed_stays_at_its_address_when_its_area_is_renamed(tmp_path: Path) -> None:
    made = small_build(tmp_path, edit("areas/salts.yml", "order:", "aliases: [an-older-id]\norder:"))
    files = made.files()
    for ending in (".xml", ".json"):
        assert f"feeds/events-area-an-older-id-fi{ending}" in files
    assert [feed.stem for feed in made.feeds if "older" in feed.stem] == []
    entries = [entries_of(made, f"events-area-{id}-fi") for id in ("salts", "an-older-id")]
    assert [entry.id for entry in entries[0]] == [entry.id for entry in entries[1]] != []


def test_ids_are_unique_also_across_languages(site: Path) -> None:
    ids = {entry.id for file in feed_files(site, ".xml") if file.stem.startswith("events") for entry in parsed(file).entries}
    hub = hub_of(site)
    assert len(ids) == len(hub.events) * len(codes(hub))


def hostile_feed() -> Feed:
    moment = datetime(2026, 1, 2, tzinfo=UTC)
    html = f"<p>{lxml.html.tostring(_paragraph(PRINTABLE), encoding='unicode')}a<br>b&nbsp;c<hr></p>"
    entry = Entry("https://a.example/1/", "https://a.example/1/?a=1&b=2", HOSTILE, HOSTILE, html, moment, moment, (HOSTILE,))
    return Feed("feeds/hostile-en", HOSTILE, HOSTILE, "en", "https://a.example/?a=1&b=2", [entry])


def _paragraph(text: str) -> Any:
    element = lxml.html.Element("span")
    element.text = text
    return element


def test_hostile_text_stays_text_in_both_forms(tmp_path: Path) -> None:
    made = small_build(tmp_path)
    head = replace(masthead(made.renderer.view("", "en"), SITE_URL, None), explanation=HOSTILE)
    feed = hostile_feed()
    content = atom(feed, head)
    root = lxml.etree.fromstring(content)
    assert [element.tag for element in root.iter("*") if "script" in str(element.tag)] == []
    name = {"a": "http://www.w3.org/2005/Atom"}
    for path in ("a:title", "a:subtitle", "a:entry/a:title", "a:entry/a:summary"):
        assert root.findtext(path, namespaces=name) == PRINTABLE
    assert root.find("a:entry/a:category", name).get("term") == PRINTABLE
    assert PRINTABLE in "".join(root.find("a:entry/a:content", name).itertext())
    assert not feedparser.parse(content).bozo
    read = json.loads(json_feed(feed, head))
    assert (read["title"], read["items"][0]["title"]) == (HOSTILE, HOSTILE)
    assert list(jsonschema.Draft202012Validator(SCHEMA).iter_errors(read)) == []


def test_hostile_text_of_a_record_is_escaped_in_the_body(tmp_path: Path) -> None:
    nasty = "\"a & b ]]> `<script>x</script>` 'q' \U0001f50b\""

    def spoil(data: Path) -> None:
        text = (data / EVENT).read_text("utf-8")
        (data / EVENT).write_text(f"{text}date_note: {{fi: {nasty}, en: {nasty}}}\n", "utf-8")

    made = small_build(tmp_path, spoil)
    for entry in entries_of(made, "events-en"):
        assert "<script" not in entry.content[0].value
    body = json.loads(str(made.files()["feeds/events-en.json"]))["items"][0]["content_html"]
    assert "&lt;script&gt;" in body
    assert "& b ]]> `<script>x</script>` 'q' \U0001f50b" in text_of(body)


def test_the_same_data_give_the_same_bytes_whenever_they_are_built(tmp_path: Path) -> None:
    project = small_project(tmp_path / "project")
    moments = [build_time({"SOURCE_DATE_EPOCH": TODAY}), NOW.replace(hour=11)]
    first, second = (build(project.path, moment, {"SITE_URL": SITE_URL}).files() for moment in moments)
    feeds = [address for address in first if address.startswith("feeds/")]
    assert feeds
    assert all(first[address] == second[address] for address in feeds)


def test_a_feed_without_entries_has_the_day_the_hub_was_checked(tmp_path: Path) -> None:
    made = small_build(tmp_path)
    head = masthead(made.renderer.view("", "en"), SITE_URL, None)
    feed = feedparser.parse(atom(replace(hostile_feed(), entries=[]), head)).feed
    assert date(*feed.updated_parsed[:3]) == made.hub.site.checked


def test_entries_stand_in_the_order_of_the_feed(site: Path) -> None:
    for file in feed_files(site, ".xml"):
        moments = [entry.updated_parsed for entry in parsed(file).entries]
        assert all(earlier >= later for earlier, later in pairwise(moments))

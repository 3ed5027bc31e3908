"""Social cards: a picture for each page, and what the page tells those who show a link to it."""

from __future__ import annotations

import dataclasses
import os
import shutil
import time
from io import BytesIO
from pathlib import Path

import pytest
from conftest import ROOT, SITE_URL
from knowledge_hub.build import build
from knowledge_hub.hub import Hub
from knowledge_hub.pages.address import Address
from knowledge_hub.pages.page import Crumb, Page
from knowledge_hub.project import build_time
from knowledge_hub.read import read_hub
from knowledge_hub.sheets.card import HEIGHT, WIDTH
from knowledge_hub.sheets.drawer import KEPT_DAYS, Drawer, cache_folder
from knowledge_hub.sheets.palette import encoded, reduced
from PIL import Image
from sheet_reader import PHOTONICS, plan_of
from site_reader import BuiltPage, one, pages, report
from small_hub import ICONS, TODAY

MOST_BYTES = 60_000


@pytest.fixture(scope="module")
def hub() -> Hub:
    return read_hub(ROOT / "data", TODAY, ICONS)


def page(path: str, title: str = "A title", kind: str = "text", description: str = "What it is about.") -> Page:
    """Make a page of the default language."""
    crumbs = (Crumb("Home", "./"), Crumb("Above", "../"))
    return Page(Address(path, "fi", True), kind, title, title, description, "", crumbs=crumbs)


def card(drawer: Drawer, hub: Hub, made: Page) -> bytes:
    """Draw the card of a page."""
    return next(iter(drawer.draw(plan_of(hub).cards([made])).values()))


def picture(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content)).convert("RGB")


def metas(built: BuiltPage) -> dict[str, list[str]]:
    """Return what a page tells under each property or name."""
    found: dict[str, list[str]] = {}
    for meta in built.all("//head/meta[@property or starts-with(@name, 'twitter:')]"):
        found.setdefault(meta.get("property") or meta.get("name"), []).append(meta.get("content"))
    return found


# On the site


def test_every_page_of_every_language_has_a_small_card_of_the_right_size(site: Path) -> None:
    faults = []
    for address, built in pages(site).items():
        told = metas(built)
        file = site / told["og:image"][0].removeprefix(SITE_URL)
        if not file.is_file():
            faults.append(f"{address}: {file} is not there")
        elif Image.open(file).size != (WIDTH, HEIGHT) or len(file.read_bytes()) > MOST_BYTES:
            faults.append(f"{address}: {Image.open(file).size}, {len(file.read_bytes())} bytes")
    assert not faults, report(faults)
    assert sum(1 for _ in (site / "cards").rglob("*.png")) == len(pages(site))


def test_every_page_tells_services_what_it_is(site: Path) -> None:
    faults = []
    locales = {"fi": "fi_FI", "en": "en_GB"}
    images = set()
    for address, built in pages(site).items():
        told = metas(built)
        canonical = one(built.all("//head/link[@rel='canonical']")).get("href")
        description = one(built.all("//head/meta[@name='description']")).get("content")
        expected = {
            "og:url": [f"{SITE_URL}{address}"],
            "og:description": [description],
            "og:site_name": ["Akkukemia"],
            "og:type": ["website" if address in ("", "en/") else "article"],
            "og:locale": [locales[built.language]],
            "og:locale:alternate": [locale for code, locale in locales.items() if code != built.language],
            "og:image:width": ["1200"],
            "og:image:height": ["630"],
            "og:image:type": ["image/png"],
            "twitter:card": ["summary_large_image"],
            "twitter:title": told["og:title"],
            "twitter:description": [description],
            "twitter:image": told["og:image"],
            "twitter:image:alt": told["og:image:alt"],
        }
        faults += [f"{address}: {key} {told.get(key)}" for key, value in expected.items() if told.get(key) != value]
        faults += [f"{address}: {key} is empty or there more than once" for key, values in told.items() if len(values) > 1 or not values[0].strip()]
        if told["og:url"] != [canonical] or told["og:title"][0] not in one(built.all("//head/title")).text:
            faults.append(f"{address}: its address or title is not that of the page")
        images |= set(told["og:image"])
    assert not faults, report(faults)
    assert len(images) == len(pages(site))


def test_the_page_for_wrong_addresses_is_not_for_sharing(site: Path) -> None:
    assert "og:" not in (site / "404.html").read_text("utf-8")


def test_a_site_of_which_no_cards_are_drawn_promises_none() -> None:
    plain = build(ROOT, build_time(os.environ), {})
    told = {key: value for _, key, value in plain.shell("cities", "fi").sharing("A title", "", None)}
    assert "og:image" not in told
    assert told["twitter:card"] == "summary"
    assert told["og:description"] == plain.hub.site.description["fi"]


# The cache


def test_what_has_not_changed_is_not_drawn_again(hub: Hub, tmp_path: Path) -> None:
    first = Drawer(tmp_path)
    before = card(first, hub, page("about", "One title"))
    assert first.drawn == 1
    again = Drawer(tmp_path)
    assert card(again, hub, page("about", "One title")) == before
    assert again.drawn == 0
    assert card(again, hub, page("about", "Another title")) != before
    assert again.drawn == 1


@pytest.mark.parametrize("damage", ["delete", "empty"])
def test_a_cache_that_is_gone_or_damaged_is_made_anew(hub: Hub, tmp_path: Path, damage: str) -> None:
    folder = tmp_path / "cache"
    before = card(Drawer(folder), hub, page("about"))
    if damage == "delete":
        shutil.rmtree(folder)
    else:
        next(folder.iterdir()).write_bytes(b"")
    assert card(Drawer(folder), hub, page("about")) == before


def test_what_no_build_has_asked_for_in_a_long_time_is_deleted(hub: Hub, tmp_path: Path) -> None:
    card(Drawer(tmp_path), hub, page("about", "Old"))
    old = next(tmp_path.iterdir())
    long_ago = time.time() - (KEPT_DAYS + 1) * 24 * 3600
    os.utime(old, (long_ago, long_ago))
    card(Drawer(tmp_path), hub, page("about", "New"))
    assert not old.exists()
    assert len(list(tmp_path.iterdir())) == 1


def test_drawings_are_kept_in_the_project_or_where_the_environment_says(tmp_path: Path) -> None:
    assert cache_folder(tmp_path, {}) == tmp_path / "build" / "cache" / "sheets"
    assert cache_folder(tmp_path, {"HUB_CACHE": "/elsewhere"}) == Path("/elsewhere/sheets")


# What a card shows


def test_kinds_of_pages_differ_in_colour(hub: Hub, tmp_path: Path) -> None:
    drawer = Drawer(tmp_path)
    paths = ("", "cities", "areas", "organisations", "projects", "events", "invest", "compare", "matrix", "timeline", "data")
    bands = [(band.getpixel((10, 20)), band.getpixel((10, HEIGHT - 20))) for band in (picture(card(drawer, hub, page(path))) for path in paths)]
    assert len(set(bands)) == len(paths)


def test_the_card_of_a_city_has_its_dot_on_the_map_and_others_have_no_map(hub: Hub, tmp_path: Path) -> None:
    plan = plan_of(hub)
    accent = plan.material.colours["accent"]
    dot = tuple(int(accent[place : place + 2], 16) for place in (1, 3, 5))
    drawer = Drawer(tmp_path)

    def dots(path: str, kind: str = "city") -> list[tuple[int, int]]:
        shown = picture(card(drawer, hub, page(path, kind=kind)))
        return [(x, y) for x in range(860, 1180, 4) for y in range(20, 610, 4) if shown.getpixel((x, y)) == dot]

    north, south = dots("cities/kokkola"), dots("cities/turku")
    assert north
    assert south
    assert max(y for _, y in north) < min(y for _, y in south)
    assert not dots("organisations/gtk", "organisation") if "gtk" in hub.organisations else not dots("about", "text")


@pytest.mark.parametrize(
    "title",
    ['#panic("no") ] [ $x$ \\ " \' * _ @ref', "Suurteollisuusalueyhdistystoimintakertomusluonnos" * 3, "A very long title " * 20, "光 🔋", "x"],
)
def test_any_title_gives_a_card(hub: Hub, tmp_path: Path, title: str) -> None:
    shown = picture(card(Drawer(tmp_path), hub, page("about", title)))
    assert shown.size == (WIDTH, HEIGHT)
    paper = shown.getpixel((40, 40))
    assert all(shown.getpixel((1000, y)) == paper for y in range(0, HEIGHT, 3)), "the text runs into the pattern"


def test_a_hub_without_a_map_has_cards_too(tmp_path: Path) -> None:
    photonics = read_hub(PHOTONICS, TODAY, ICONS)
    made = dataclasses.replace(page("cities/oulu", kind="city"), address=Address("cities/oulu", "sv", False))
    drawn = Drawer(tmp_path).draw(plan_of(photonics).cards([made]))
    assert list(drawn) == ["cards/sv/cities/oulu.png"]


def test_a_picture_is_reduced_to_the_nearest_of_the_given_colours() -> None:
    made = BytesIO()
    Image.new("RGBA", (4, 4), "#fefefe").save(made, "PNG")
    few = Image.open(BytesIO(encoded(reduced(made.getvalue(), ["#000000", "#ffffff"]))))
    assert few.mode == "P"
    assert few.convert("RGB").getcolors() == [(16, (255, 255, 255))]

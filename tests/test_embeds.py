"""Small pages that other sites show in a frame, and the page that offers them."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from urllib.parse import urljoin

import lxml.html
import pytest
from conftest import ROOT, SITE_URL, TODAY
from html_checker import faults_in
from knowledge_hub import styles
from knowledge_hub.build import Build, build
from knowledge_hub.embeds.embed import embeds as embeds_of
from knowledge_hub.hub import Hub
from knowledge_hub.matrix import matrix
from knowledge_hub.project import build_time, icons_in
from knowledge_hub.read import read_hub
from site_reader import (
    HOST,
    BuiltPage,
    codes,
    embeds,
    fault_of,
    hub_of,
    is_internal,
    one,
    pages,
    prefix,
    report,
    words,
)
from small_hub import Change, delete, edit
from small_project import small_project

POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
SCHEMES = ("", "light/", "dark/")
DAY = date(2026, 11, 24)
LATER = "1798761600"
"""SOURCE_DATE_EPOCH of 2027-01-01."""
PHOTONICS = Path(__file__).parent / "hubs" / "photonics" / "data"


def paths_in(hub: Hub) -> set[str]:
    """Return the promised paths of the embeds of a hub that has everything."""
    return {f"embed/city/{id}/" for id in hub.cities} | {"embed/map/", "embed/matrix/", "embed/events/"}


def small_build(folder: Path, *changes: Change, today: str = TODAY) -> Build:
    made = small_project(folder / "project")
    for change in changes:
        change(made.data)
    return build(made.path, build_time({"SOURCE_DATE_EPOCH": today}), {"SITE_URL": SITE_URL})


def page_of(made: Build, address: str) -> BuiltPage:
    return BuiltPage(address, str(made.files()[f"{address}index.html"]))


# What there is


def test_every_embed_is_there_in_each_language_and_colour_scheme_and_there_are_no_others(site: Path) -> None:
    hub = hub_of(site)
    expected = {prefix(hub, code) + path + scheme for code in codes(hub) for path in paths_in(hub) for scheme in SCHEMES}
    assert set(embeds(site)) == expected
    for address, page in embeds(site).items():
        assert page.language == next((code for code in codes(hub)[1:] if address.startswith(f"{code}/")), codes(hub)[0])


def test_a_colour_scheme_in_the_address_holds_whatever_the_system_prefers(site: Path) -> None:
    for address, page in embeds(site).items():
        scheme = address.rstrip("/").rpartition("/")[2]
        expected = scheme if f"{scheme}/" in SCHEMES else None
        assert page.tree.get("data-scheme") == expected
        assert page.meta("color-scheme") == (expected or "light dark")


def test_a_hub_without_outlines_has_no_map() -> None:
    photonics = read_hub(PHOTONICS, DAY, icons_in(ROOT))
    assert {embed.kind for embed in embeds_of(photonics, DAY)} == {"city", "matrix", "events"}


def test_a_hub_without_events_offers_none(tmp_path: Path) -> None:
    made = small_build(tmp_path, delete("events/open-day.yml"))
    assert {embed.kind for embed in embeds_of(made.hub, DAY)} == {"city", "matrix"}
    assert "embed/events/index.html" not in made.files()
    assert "#events" not in made.pages["en", "embed"].html


# How they keep to themselves


def test_an_embed_has_no_script_no_inline_style_and_a_strict_policy(site: Path) -> None:
    for address, page in embeds(site).items():
        assert not page.all("//script | //style | //*[@style] | //iframe | //form | //*[@*[starts-with(name(), 'on')]]"), address
        policy = one(page.all("//meta[@http-equiv='Content-Security-Policy']"))
        assert policy.get("content") == POLICY
        assert policy.getnext() is not None, "the policy stands before what it is about"
        assert page.meta("robots") == "noindex"


def test_an_embed_loads_nothing_but_its_small_style_sheet(site: Path) -> None:
    for address, page in embeds(site).items():
        loaded = page.tree.xpath("//link/@href | //@src | //@srcset | //use/@href | //image/@href")
        assert [page.leads_to(str(link)) for link in loaded] == [f"{HOST}embed/style.css"], address
    sheet = (site / "embed" / "style.css").read_text("utf-8")
    assert "url(" not in sheet
    assert "@import" not in sheet
    assert "@font-face" not in sheet
    assert len(sheet) < 10_000
    assert len(max((page.html for page in embeds(site).values()), key=len).encode()) < 60_000


def test_the_style_sheet_has_the_tokens_of_the_hub_in_both_schemes() -> None:
    sheet = styles.embed(ROOT / "theme" / "assets")
    assert "--primary:" in sheet
    assert '[data-scheme="dark"]' in sheet
    assert "prefers-color-scheme:dark" in sheet
    assert "@layer theme" not in sheet


def test_sources_of_the_style_sheet_are_not_published(site: Path) -> None:
    assert not (site / "assets" / "embed.css").exists()
    assert not (site / "assets" / "tokens.css").exists()


def test_browsers_have_nothing_to_repair_in_any_embed(site: Path) -> None:
    faults = [f"{page.address}: {fault}" for page in embeds(site).values() for fault in faults_in(page.html)]
    faults += [f"{page.address}: {id}" for page in embeds(site).values() for id, n in Counter(page.ids).items() if n > 1]
    assert not faults, report(faults)


def test_search_engines_and_search_do_not_list_embeds(site: Path) -> None:
    listed = (site / "sitemap.xml").read_text("utf-8") + "".join(file.read_text("utf-8") for file in (site / "search").rglob("*.json"))
    for address in embeds(site):
        assert f"{address}<" not in listed
        assert f'"{address}"' not in listed


# Where they lead


def test_every_link_opens_a_page_of_the_hub_in_the_whole_window(site: Path) -> None:
    faults = []
    for address, page in embeds(site).items():
        links = page.all("//a")
        assert links
        for link in links:
            href = str(link.get("href"))
            if (link.get("target"), link.get("rel")) != ("_top", "noopener"):
                faults.append(f"{address}: {href} stays in the frame")
            elif not is_internal(href) or (fault := fault_of(site, page, href)):
                faults.append(f"{address}: {href} {fault if is_internal(href) else 'leads elsewhere'}")
            elif page.leads_to(href).removeprefix(HOST).partition("#")[0] not in pages(site):
                faults.append(f"{address}: {href} leads to no page")
    assert not faults, report(faults)


def test_links_lead_to_pages_in_the_language_of_the_embed(site: Path) -> None:
    for page in embeds(site).values():
        targets = {page.leads_to(str(link.get("href"))).removeprefix(HOST).partition("#")[0] for link in page.all("//a")}
        assert {pages(site)[target].language for target in targets} == {page.language}


# What they show


def test_a_card_names_its_city_with_headline_strengths_and_counts(site: Path) -> None:
    hub = hub_of(site)
    table = matrix(hub)
    for code in codes(hub):
        for id, city in hub.cities.items():
            page = embeds(site)[f"{prefix(hub, code)}embed/city/{id}/"]
            text = words(one(page.all("//main")))
            assert words(one(page.all("//h1"))) == city.name[code]
            assert " ".join(city.headline[code].split()) in text
            shown = [words(item) for item in page.all("//ul[@class='kh-embed__levels']/li")]
            cells = [cell for cell in table.of_city(id)[:3] if cell.level]
            assert shown == [f"{cell.area.short_name[code]} {cell.level.label[code]}" for cell in cells if cell.level]
            assert page.title == f"{city.name[code]} – {hub.site.name[code]}"


def test_the_map_names_every_city_as_a_link(site: Path) -> None:
    hub = hub_of(site)
    for code in codes(hub):
        page = embeds(site)[f"{prefix(hub, code)}embed/map/"]
        names = {words(link) for link in page.all("//figure//a")}
        assert names == {city.name[code] for city in hub.cities.values()}


def test_the_matrix_has_a_cell_for_each_strength_that_leads_to_its_evidence(site: Path) -> None:
    hub = hub_of(site)
    for code in codes(hub):
        page = embeds(site)[f"{prefix(hub, code)}embed/matrix/"]
        links = {link.get("href", "").partition("cities/")[2]: link for link in page.all("//td/a")}
        expected = {
            f"{city.id}/#strength-{item.area}": (city, item) for city in hub.cities.values() for item in city.strengths
        }
        assert links.keys() == expected.keys()
        for key, (city, item) in expected.items():
            label = str(links[key].get("aria-label"))
            level, area = hub.level(item.level).label[code], hub.areas[item.area].name[code]
            assert all(part in label for part in (city.name[code], area, level))


def test_coming_events_are_shown_and_the_latest_if_none_is_coming(tmp_path: Path) -> None:
    for day, heading in ((TODAY, "events.coming"), (LATER, "home.latest")):
        made = small_build(tmp_path / day, today=day)
        page = page_of(made, "en/embed/events/")
        assert words(one(page.all("//h1"))) == made.hub.interface["en"][heading]
        assert [words(item) for item in page.all("//ol/li/h2")] == ["Open day"]
        assert page.title == f"{made.hub.interface['en']['embed.titles.events']} – Testbed", "copied code keeps its title"


def test_an_embed_tells_of_what_day_it_is(site: Path) -> None:
    hub = hub_of(site)
    page = embeds(site)[f"{prefix(hub, 'en')}embed/events/"]
    assert "24 November 2026" in words(one(page.all("//footer")))


def test_a_text_that_falls_back_is_marked_with_its_language(tmp_path: Path) -> None:
    incomplete = edit("site.yml", "name: English, locale: en_GB", "name: English, locale: en_GB, complete: false")
    made = small_build(tmp_path, incomplete, edit("cities/ranta.yml", ", en: Recycling by the sea", ""))
    page = page_of(made, "en/embed/city/ranta/")
    assert words(one(page.all("//span[@lang='fi']"))) == "Kierrätystä rannalla"


HOSTILE = r"\</title>\<script>alert(x)\</script> \"quoted' & \<img src=x>"


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    hostile = json.dumps(HOSTILE)
    changes = (
        edit("cities/ranta.yml", "fi: Ranta, en: Ranta, sv: Stranden", f"fi: {hostile}, en: {hostile}"),
        edit("cities/ranta.yml", "en: Recycling by the sea", f"en: {hostile}"),
        edit("areas/salts.yml", "en: Salts", f"en: {hostile}"),
        edit("events/open-day.yml", "en: Open day", f"en: {hostile}"),
    )
    made = small_build(tmp_path, *changes)
    for address in ("city/ranta/", "matrix/", "events/"):
        page = page_of(made, f"en/embed/{address}")
        assert not page.all("//script | //img")
        assert HOSTILE in words(page.tree.body)
    offer = lxml.html.fromstring(made.pages["en", "embed"].html)
    assert not offer.xpath("//script | //img")
    codes_to_copy = [lxml.html.fromstring(field.text) for field in offer.iter("textarea")]
    assert f"{HOSTILE} – Testbed" in [code.get("title") for code in codes_to_copy]


# The page that offers them


def test_the_code_to_copy_is_a_frame_of_the_height_that_the_preview_has(site: Path) -> None:
    hub = hub_of(site)
    for code in codes(hub):
        page = pages(site)[f"{prefix(hub, code)}embed/"]
        offered = set()
        for field, preview in zip(page.all("//textarea"), page.all("//iframe"), strict=True):
            frame = lxml.html.fromstring(field.text)
            assert frame.tag == "iframe"
            assert frame.get("src", "").startswith(SITE_URL)
            assert page.leads_to(preview.get("src", "")) == HOST + frame.get("src", "").removeprefix(SITE_URL)
            assert (frame.get("height"), frame.get("title")) == (preview.get("height"), preview.get("title"))
            assert frame.get("title")
            assert frame.get("loading") == "lazy"
            assert frame.get("height", "") in words(one(page.all("//label[@for=$id]", id=field.get("id"))))
            offered.add(frame.get("src", "").removeprefix(SITE_URL))
        assert offered == {prefix(hub, code) + path for path in paths_in(hub)}


def test_heights_are_the_same_in_every_language_and_for_every_city(site: Path) -> None:
    hub = hub_of(site)
    found: dict[str, set[str]] = {}
    for code in codes(hub):
        for frame in pages(site)[f"{prefix(hub, code)}embed/"].all("//iframe"):
            found.setdefault(frame.get("src", "").split("/")[0], set()).add(frame.get("height", ""))
    assert found.keys() == {"city", "map", "matrix", "events"}
    assert all(len(heights) == 1 for heights in found.values()), found


def test_only_the_page_that_shows_frames_may_load_them(site: Path) -> None:
    for address, page in pages(site).items():
        policy = one(page.all("//meta[@http-equiv='Content-Security-Policy']")).get("content", "")
        assert ("frame-src 'self'" in policy) is bool(page.all("//iframe")) is address.endswith("embed/"), address


def test_the_page_is_linked_from_every_footer(site: Path) -> None:
    hub = hub_of(site)
    for page in pages(site).values():
        targets = {urljoin(HOST + page.address, link.get("href", "")) for link in page.all("//footer//a")}
        assert f"{HOST}{prefix(hub, str(page.language))}embed/" in targets


def test_the_button_that_copies_waits_for_its_script(site: Path) -> None:
    page = pages(site)["embed/"]
    buttons = page.all("//button[@data-kh='copy']")
    assert len(buttons) == len(page.all("//textarea"))
    for button in buttons:
        assert button.get("hidden") is not None
        assert page.by_id(button.get("data-copies", "")).tag == "textarea"
    assert [script for script in page.tree.xpath("//script/@src") if script.endswith("assets/copy.js")]


@pytest.mark.parametrize("long", ["A long headline of many words ", "Sanahirviöistäpisin"])
def test_longer_texts_get_a_higher_frame(tmp_path: Path, long: str) -> None:
    def height(made: Build) -> int:
        return next(embed.height for embed in embeds_of(made.hub, DAY) if embed.kind == "city")

    named = edit("cities/ranta.yml", "fi: Kierrätystä rannalla", f"fi: {json.dumps(long * 9)}")
    assert height(small_build(tmp_path / "long", named)) > height(small_build(tmp_path / "short"))

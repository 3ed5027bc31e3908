"""The built site as a whole: its files, addresses and markup."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from conftest import REPOSITORY_URL, SITE_URL, Project, build_once, shared_folder
from html_checker import faults_in
from knowledge_hub.load import COLLECTIONS, load
from knowledge_hub.pages.address import FOLDERS
from knowledge_hub.project import icons_in
from knowledge_hub.search.words import fold
from knowledge_hub.validate import RECORDS, context_for
from search_reader import search_index
from site_reader import (
    HOST,
    SVG_LINK,
    BuiltPage,
    codes,
    fault_of,
    hub_of,
    is_internal,
    one,
    pages,
    pieces,
    prefix,
    record_pages,
    report,
    series_pages,
    words,
    written_by_hand,
)

SINGLE_PAGES = {"", "matrix/", "invest/", "data/", "sources/", "glossary/", "about/", "events/subscribe/", "news/"}
"""Addresses that are promised for ever and show no record of `data/`."""
SUB_FOLDER = f"https://hub.example{urlsplit(HOST).path}"
OLD_ID = "an-older-id"


@pytest.fixture(scope="session")
def again(tmp_path_factory: pytest.TempPathFactory, worker: str, site: Path) -> Path:
    """Return the same site, built elsewhere under other circumstances, beside a decision record."""
    folder = shared_folder(tmp_path_factory, worker, "again")

    def make() -> Project:
        shutil.copytree(site.parent / "project", folder / "a" / "project")
        (folder / "a" / "project" / "docs" / "adr").mkdir(exist_ok=True)
        (folder / "a" / "project" / "docs" / "adr" / "9999-of-a-test.md").write_text("# Of a test\n", "utf-8")
        return Project(folder / "a" / "project")

    circumstances = {"PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LC_ALL": "C"}
    return build_once(folder, make, SITE_URL=SITE_URL, REPOSITORY_URL=REPOSITORY_URL, **circumstances)


@pytest.fixture(scope="session")
def below(tmp_path_factory: pytest.TempPathFactory, worker: str, site: Path) -> Path:
    """Return the site built for a sub-folder, without repository and with a renamed record."""
    folder = shared_folder(tmp_path_factory, worker, "below")

    def make() -> Project:
        shutil.copytree(site.parent / "project", folder / "project")
        record = folder / "project" / "data" / "organisations" / f"{renamed(site)}.yml"
        record.write_text(f"aliases: [{OLD_ID}]\n" + record.read_text("utf-8"), "utf-8")
        return Project(folder / "project")

    return build_once(folder, make, SITE_URL=SUB_FOLDER.rstrip("/"))


def renamed(site: Path) -> str:
    """Return the id of some organisation without former ids."""
    return next(id for id, record in hub_of(site).organisations.items() if not record.aliases)


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# Which pages there are


def test_every_record_and_list_has_a_page_in_every_language_and_there_are_no_others(site: Path) -> None:
    hub = hub_of(site)
    paths = SINGLE_PAGES | {f"{folder}/" for folder in FOLDERS.values()} | written_by_hand(site)
    paths |= {path for _, _, path in record_pages(hub)}
    paths |= {"events/suggest/", "tell/", "tell/organisation/", "tell/figure/", "tell/text/", "report-a-mistake/"}
    paths |= {f"events/{event.start.year}/" for event in hub.events.values()} | series_pages(hub)
    expected = {prefix(hub, code) + path for code in codes(hub) for path in paths}
    found = set(pages(site))
    assert len(codes(hub)) > 1
    assert not expected - found, report(sorted(expected - found))
    folders = tuple(prefix(hub, code) + folder for code in codes(hub) for folder in FOLDERS.values())
    strays = {address for address in found - expected if address.startswith(folders)}
    assert not strays, report(sorted(strays))


def test_decision_records_are_not_on_the_site(site: Path, again: Path) -> None:
    assert (again.parent / "a" / "project" / "docs" / "adr" / "9999-of-a-test.md").is_file()
    published = [name for folder in (site, again) for name in files_of(folder)]
    assert not [name for name in published if "adr" in name.split("/") or "9999" in name]


def test_two_builds_of_the_same_data_are_the_same_to_the_byte(site: Path, again: Path) -> None:
    one_build, other_build = files_of(site), files_of(again)
    assert one_build.keys() == other_build.keys()
    assert not [name for name, content in one_build.items() if other_build[name] != content]


# Where addresses lead


def test_every_internal_link_file_and_anchor_is_there_also_in_a_sub_folder(site: Path) -> None:
    faults = [
        f"{page.address or '/'}: {link} {fault}"
        for page in pages(site).values()
        for link in page.links()
        if is_internal(link) and (fault := fault_of(site, page, link))
    ]
    assert not faults, report(faults)


def test_everything_that_style_sheets_import_or_show_is_there(site: Path) -> None:
    sheets = {urljoin(HOST + page.address, link) for page in pages(site).values() for link in sheets_of(page)}
    todo, faults, seen = sorted(sheets), [], set()
    while todo:
        sheet = todo.pop()
        if sheet in seen:
            continue
        seen.add(sheet)
        for link, is_sheet in used_by(site / sheet.removeprefix(HOST)):
            target = urljoin(sheet, link)
            if not target.startswith(HOST) or not (site / target.removeprefix(HOST)).is_file():
                faults.append(f"{sheet}: {link}")
            elif is_sheet:
                todo.append(target)
    assert seen
    assert not faults, report(faults)


def sheets_of(page: BuiltPage) -> list[str]:
    return [str(link) for link in page.tree.xpath("//link[@rel='stylesheet']/@href")]


def used_by(sheet: Path) -> Iterator[tuple[str, bool]]:
    """Yield what a style sheet asks for, and whether it is a style sheet itself."""
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
    for match in re.finditer(r"""@import\s+(?:url\()?["']?([^"')\s;]+)""", text):
        yield match.group(1), True
    for match in re.finditer(r"""url\(\s*["']?([^"')]+)["']?\s*\)""", text):
        if not match.group(1).startswith(("data:", "#")):
            yield match.group(1), False


def test_what_is_preloaded_is_what_the_style_sheets_use(site: Path) -> None:
    for page in pages(site).values():
        used = {page.leads_to(link) for link in sheets_of(page)}
        used |= {urljoin(sheet, link) for sheet in set(used) for link, _ in used_by(site / sheet.removeprefix(HOST))}
        preloaded = {page.leads_to(str(link)) for link in page.tree.xpath("//link[@rel='preload']/@href")}
        assert preloaded <= used, f"{page.address}: {preloaded - used}"


def test_a_former_id_leads_to_the_record_and_is_kept_from_search_engines(below: Path, site: Path) -> None:
    hub = hub_of(site)
    sitemap = (below / "sitemap.xml").read_text("utf-8")
    assert OLD_ID not in sitemap
    for code in codes(hub):
        old = f"{prefix(hub, code)}organisations/{OLD_ID}/"
        page = BuiltPage(old, (below / old / "index.html").read_text("utf-8"))
        new = f"{prefix(hub, code)}organisations/{renamed(site)}/"
        refresh = one(page.all("//meta[@http-equiv='refresh']")).get("content", "")
        assert page.leads_to(refresh.partition("url=")[2]) == HOST + new
        assert [page.leads_to(link) for link in page.links() if is_internal(link)] == [HOST + new]
        assert page.tree.xpath("string(//link[@rel='canonical']/@href)") == SUB_FOLDER + new
        assert page.meta("robots") == "noindex"
        assert page.language == code
        assert not faults_in(page.html)


def test_the_page_for_wrong_addresses_speaks_every_language(site: Path) -> None:
    hub, page = hub_of(site), not_found(site)
    for code in codes(hub):
        texts = " ".join(words(section) for section in page.all("//*[@lang=$code]", code=code))
        for key in ("not_found.title", "not_found.text", "not_found.home"):
            assert hub.interface[code][key] in texts, f"{code}: {key}"
    assert page.meta("robots") == "noindex"
    assert len(page.all("//h1")) == 1


def test_the_page_for_wrong_addresses_works_at_any_depth(below: Path, site: Path) -> None:
    page, hub = not_found(below), hub_of(site)
    root = urlsplit(SUB_FOLDER).path
    links = [link for link in page.links() if is_internal(link) and not link.startswith("#")]
    assert not [link for link in links if not link.startswith(root)], "these lead elsewhere from each address"
    wrong = [f"{link} {fault}" for link in links if (fault := fault_of(below, page, link))]
    assert not wrong, report(wrong)
    led_to = {page.leads_to(link) for link in links}
    assert {HOST + prefix(hub, code) for code in codes(hub)} <= led_to


def not_found(site: Path) -> BuiltPage:
    return BuiltPage("404.html", (site / "404.html").read_text("utf-8"))


# What markup is made of


def test_no_id_stands_twice_on_a_page(site: Path) -> None:
    faults = [
        f"{page.address}: {id}" for page in pages(site).values() for id, times in Counter(page.ids).items() if times > 1
    ]
    assert not faults, report(faults)


def test_browsers_have_nothing_to_repair_in_any_page(site: Path) -> None:
    checked = [*pages(site).values(), not_found(site)]
    faults = [f"{page.address}: {fault}" for page in checked for fault in faults_in(page.html)]
    assert not faults, report(faults)


LOADED = (
    "//script/@src | //link[@rel='stylesheet' or @rel='icon' or contains(@rel, 'pre') or @rel='manifest']/@href"
    " | //img/@src | //img/@srcset | //source/@src | //source/@srcset | //video/@src | //video/@poster | //audio/@src"
    " | //track/@src | //iframe/@src | //embed/@src | //object/@data | //form/@action | //input/@src | //base/@href"
    " | //use/@href | //image/@href"
)


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    faults = [
        f"{page.address}: {link}"
        for page in [*pages(site).values(), not_found(site)]
        for link in page.tree.xpath(LOADED)
        if not is_internal(link)
    ]
    assert not faults, report(faults)


def test_scripts_of_the_pages_name_no_other_origin(site: Path) -> None:
    scripts = {page.leads_to(str(link)) for page in pages(site).values() for link in page.tree.xpath("//script/@src")}
    assert scripts
    for script in scripts:
        text = (site / script.removeprefix(HOST)).read_text("utf-8")
        assert not re.search(r"""["'`](?:https?:)?//""", text), script


def test_a_policy_without_inline_code_or_style_would_hold_on_every_page(site: Path) -> None:
    inline = (
        "//script[not(@src or @type='application/ld+json')] | //style | //*[@style]"
        " | //*[@*[starts-with(name(), 'on')]] | //*[starts-with(normalize-space(@href), 'javascript:')]"
    )
    faults = [
        f"{page.address}: line {element.sourceline}: <{element.tag}>"
        for page in [*pages(site).values(), not_found(site)]
        for element in page.all(inline)
    ]
    assert not faults, report(faults)


def test_drawings_are_shown_from_the_sites_own_file(site: Path) -> None:
    icons = icons_in(site.parent / "project")
    used = {str(link).rpartition("#")[2] for page in pages(site).values() for link in page.tree.xpath("//use/@href")}
    assert used
    assert used <= icons
    assert not [page.address for page in pages(site).values() if page.all(f"//*[@*[name()='{SVG_LINK}']]")]


# What machines read

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def test_the_sitemap_lists_exactly_the_pages_that_may_be_indexed_each_with_its_languages(site: Path) -> None:
    listed = {}
    for entry in ElementTree.parse(site / "sitemap.xml").getroot():
        address = entry.findtext("s:loc", namespaces=SITEMAP)
        assert address not in listed, f"{address} is listed twice"
        listed[address] = [(link.get("hreflang"), link.get("href")) for link in entry.findall("x:link", SITEMAP)]
    indexable = [page for page in pages(site).values() if page.meta("robots") is None]
    assert listed == {SITE_URL + page.address: alternates(page) for page in indexable}


def alternates(page: BuiltPage) -> list[tuple[str | None, str | None]]:
    return [(link.get("hreflang"), link.get("href")) for link in page.all("//head/link[@rel='alternate'][@hreflang]")]


def test_the_sitemap_tells_when_each_record_was_checked(site: Path) -> None:
    entries = ElementTree.parse(site / "sitemap.xml").getroot()
    told = {item.findtext("s:loc", None, SITEMAP): item.findtext("s:lastmod", None, SITEMAP) for item in entries}
    hub = hub_of(site)
    for kind, id, path in record_pages(hub):
        checked = getattr(hub.collection(kind)[id], "checked").isoformat()  # noqa: B009
        for code in codes(hub):
            assert told[f"{SITE_URL}{prefix(hub, code)}{path}"] == checked, path


def test_robots_txt_lets_all_in_and_names_the_sitemap(site: Path, below: Path) -> None:
    for folder, address in ((site, SITE_URL), (below, SUB_FOLDER)):
        lines = (folder / "robots.txt").read_text("utf-8").splitlines()
        assert f"Sitemap: {address}sitemap.xml" in lines
        assert "User-agent: *" in lines
        assert not [line for line in lines if line.startswith("Disallow: /")]


@pytest.mark.parametrize("kind", sorted(COLLECTIONS.values()))
def test_the_open_data_read_back_is_the_data(site: Path, kind: str) -> None:
    hub, project = hub_of(site), site.parent / "project"
    folder = next(folder for folder, of_kind in COLLECTIONS.items() if of_kind == kind)
    content = json.loads((site / "data" / "v1" / f"{folder}.json").read_text("utf-8"))
    languages = [language.model_dump() for language in hub.languages]
    context = context_for(load(project / "data"), languages, icons_in(project))
    read = {record["id"]: RECORDS[kind].model_validate(record, context=context) for record in content[folder]}
    assert read == dict(hub.collection(kind))
    assert list(read) == sorted(read), "the order should not change with names"
    assert content["licence"] == {"name": hub.site.licence.name, "url": hub.site.licence.url}


def test_the_page_of_the_open_data_leads_to_every_file_and_counts_its_records(site: Path) -> None:
    hub = hub_of(site)
    for code in codes(hub):
        page = pages(site)[f"{prefix(hub, code)}data/"]
        rows = {page.leads_to(link): pieces(row) for row in page.all("//tr") for link in row.xpath(".//a/@href")}
        for folder, kind in COLLECTIONS.items():
            assert str(len(hub.collection(kind))) in rows.get(f"{HOST}data/v1/{folder}.json", []), folder


def test_search_finds_every_page_of_its_language(site: Path) -> None:
    hub = hub_of(site)
    for code in codes(hub):
        found = {address: shown for address, shown in search_index(site, code).addresses.items() if "#" not in address}
        own = {page.address: page for page in pages(site).values() if page.language == code and not page.meta("robots")}
        assert sorted(found) == sorted(set(own) - {f"{prefix(hub, code)}a-z/"})
        for address, (title, note) in found.items():
            assert title, address
            assert own[address].title.startswith(title), address
            assert note, address


def test_search_leads_from_every_word_of_a_record_to_its_page(site: Path) -> None:
    hub = hub_of(site)
    for code in codes(hub):
        index = search_index(site, code)
        for address in [prefix(hub, code) + path for _, _, path in record_pages(hub)]:
            text = pages(site)[address].tree.xpath("//main//text()[not(ancestor::nav or ancestor::footer or ancestor::section[@class='kh-sources'])]")
            shown = {fold(word) for word in re.findall(r"[^\W\d_]{4,}", " ".join(text))}
            assert len(shown) > 10, address
            missed = [word for word in shown if address not in index.led_to(word)]
            assert not missed, f"{address}: {sorted(missed)[:10]}"


def test_search_leads_to_places_that_are_there(site: Path) -> None:
    for code in codes(hub_of(site)):
        places = [address for address in search_index(site, code).addresses if "#" in address]
        assert {"figure", "site", "investment"} <= {address.partition("#")[2].partition("-")[0] for address in places}
        assert not [address for address in places if address.partition("#")[2] not in pages(site)[address.partition("#")[0]].ids]


def test_every_language_and_the_place_of_the_index_are_told_to_the_search_script(below: Path) -> None:
    hub = hub_of(below)
    for page in [*pages(below).values(), not_found(below)]:
        told = one(page.all("//*[@data-languages]"))
        assert set(told.get("data-languages", "").split()) == set(codes(hub))
        for code in codes(hub):
            index = urljoin(page.leads_to(told.get("data-root", "")), f"search/{code}/index.json")
            assert (below / index.removeprefix(HOST)).is_file(), index

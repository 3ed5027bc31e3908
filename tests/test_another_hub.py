"""A hub of another topic, in other languages: it builds with the same code, and nothing of the first hub shows in it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import lxml.etree
import lxml.html
import pytest
import yaml
from conftest import ROOT, SITE_URL, Project, build_once, copy_project, shared_folder
from html_checker import faults_in
from knowledge_hub.load import COLLECTIONS
from knowledge_hub.model.base import Record
from knowledge_hub.model.text import Text
from search_reader import search_index
from site_reader import HOST, BuiltPage, Element, fault_of, hub_of, is_internal, one, pages, report, words

PHOTONICS = Path(__file__).parent / "hubs" / "photonics"
NEW = "se"
"""Northern Sámi, a language that neither hub has and for which Material has no words."""
NEW_LANGUAGE = {"code": NEW, "name": "Davvisámegiella", "locale": "se_FI", "complete": False}

TRACES = re.compile(
    r"akku|batter[iy]|kokkola|karleby|finland|finnish|finsk|suom[ei]|value.?chain|arvoketju|värdekedj"
    r"|\blith?ium|\bcobalt|\bkobol?t|\bnickel|\bnikkel|\bcathod|\bkatod|\banod[ei]|ele[ck]trolyt"
    r"|(?<![a-z])ions?(?![a-z])",
    re.IGNORECASE,
)
"""What tells of batteries, of Kokkola or of Finland."""
UNAVOIDABLE = {
    "admin/sveltia-cms.js": "battery, finland",
    "events/suggest/index.html": "finland",
    "search/en/words.json": "finland",
    "search/sv/words.json": "finland",
    "sv/events/suggest/index.html": "finland",
}
"""Path of a built file -> the trace that it may have: words of a program of others, all countries to choose from, and the hub's own country."""
BINARY = {".woff2", ".png", ".pdf"}


@pytest.fixture(scope="session")
def photonics(tmp_path_factory: pytest.TempPathFactory, worker: str) -> Path:
    """Return the folder of the second hub's site, in English and Swedish."""
    return build(shared_folder(tmp_path_factory, worker, "photonics"), lambda project: None)


@pytest.fixture(scope="session")
def growing(tmp_path_factory: pytest.TempPathFactory, worker: str) -> Path:
    """Return its site while a third language is being added: of that, only the interface is there."""
    return build(shared_folder(tmp_path_factory, worker, "growing"), add_language)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory, worker: str) -> Path:
    """Return its site as it may have begun: one language, cities, areas, organisations and little else."""
    return build(shared_folder(tmp_path_factory, worker, "small"), reduce)


def build(folder: Path, edit: Callable[[Project], None]) -> Path:
    def make() -> Project:
        project = copy_project(folder / "project", PHOTONICS / "data", PHOTONICS / "docs")
        edit(project)
        return project

    return build_once(folder, make, SITE_URL=SITE_URL)


def change(file: Path, edit: Callable[[Any], None]) -> None:
    """Edit the content of a YAML file."""
    content = yaml.safe_load(file.read_text("utf-8"))
    edit(content)
    file.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")


def add_language(project: Project) -> None:
    """Add a language to site.yml and translate the interface: each text gets its code at the end."""
    change(project.data / "site.yml", lambda site: site["languages"].append(NEW_LANGUAGE))
    interface = yaml.safe_load((project.data / "interface" / "en.yml").read_text("utf-8"))
    (project.data / "interface" / f"{NEW}.yml").write_text(yaml.safe_dump(_translated(interface)), "utf-8")


def _translated(texts: Any) -> Any:
    return {key: _translated(text) for key, text in texts.items()} if isinstance(texts, dict) else f"{texts} ({NEW})"


def reduce(project: Project) -> None:
    """Take away the second language and all that a hub can do without."""
    for folder in ("projects", "events", "glossary"):
        shutil.rmtree(project.data / folder)
    for file in (*project.path.glob("docs/*.sv.md"), project.data / "interface" / "sv.yml"):
        file.unlink()
    for file in project.data.rglob("*.yml"):
        change(file, _without_swedish)
    change(project.data / "site.yml", lambda site: site["languages"].pop())
    change(
        project.data / "vocabularies" / "stages.yml",
        lambda stages: [item.update(cross_cutting=True) for item in stages],
    )
    for file in (*project.data.glob("cities/*.yml"), *project.data.glob("areas/*.yml")):
        change(
            file, lambda record: [record.pop(key, None) for key in ("figures", "sites", "contacts", "links", "terms")]
        )
    for city in ("tampere", "oulu"):
        change(project.data / "cities" / f"{city}.yml", lambda record: record.pop("strengths"))
    text = "".join(file.read_text("utf-8") for file in project.data.rglob("*.yml") if file.parent.name != "sources")
    for file in project.data.glob("sources/*.yml"):
        if file.stem not in text:
            file.unlink()


def _without_swedish(value: Any) -> None:
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _without_swedish(part)
    if isinstance(value, dict) and "en" in value:
        value.pop("sv", None)


@pytest.fixture(params=["photonics", "growing", "small"])
def any_site(request: pytest.FixtureRequest) -> Path:
    """Return each of the sites."""
    site: Path = request.getfixturevalue(request.param)
    return site


# No trace of the first hub


def test_no_built_file_tells_of_batteries_kokkola_or_finland(photonics: Path, site: Path) -> None:
    assert TRACES.search((site / "index.html").read_text("utf-8")), "this test would not notice a trace"
    assert list(traces_in(photonics)) == sorted(UNAVOIDABLE.items()), report(
        f"{path}: {trace}" for path, trace in traces_in(photonics)
    )


def test_the_second_hubs_own_texts_have_no_trace_of_the_first_so_that_any_comes_from_the_code() -> None:
    assert list(traces_in(PHOTONICS)) == []


def traces_in(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield path and traces of each file that has some, in its name or its text."""
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder).as_posix()
        text = file.read_text("utf-8") if file.is_file() and file.suffix not in BINARY else ""
        if found := {trace.lower() for trace in TRACES.findall(f"{path}\n{text}")}:
            yield path, ", ".join(sorted(found))


def test_both_hubs_have_the_same_words_of_the_interface() -> None:
    first, second = (set(keys_of(folder / "interface" / "en.yml")) for folder in (ROOT / "data", PHOTONICS / "data"))
    assert first == second, (
        f"missing in {PHOTONICS.name}: {sorted(first - second)}; left over: {sorted(second - first)}"
    )


def keys_of(file: Path) -> Iterator[str]:
    def walk(texts: dict[str, Any], before: str) -> Iterator[str]:
        for key, text in texts.items():
            yield from walk(text, f"{before}{key}.") if isinstance(text, dict) else [f"{before}{key}"]

    return walk(yaml.safe_load(file.read_text("utf-8")), "")


# Languages are configuration


def test_every_page_is_there_in_english_at_the_root_and_in_swedish_below_sv(photonics: Path) -> None:
    swedish = {address for address in pages(photonics) if address.startswith("sv/")}
    english = set(pages(photonics)) - swedish
    assert swedish == {f"sv/{address}" for address in english}
    assert {"", "matrix/", "cities/oulu/", "events/2023/opd-2023/", "privacy/"} <= english
    assert {pages(photonics)[address].language for address in swedish} == {"sv"}
    assert {pages(photonics)[address].language for address in english} == {"en"}


def test_names_of_places_and_languages_are_in_the_language_of_the_page(photonics: Path) -> None:
    english, swedish = (words(pages(photonics)[f"{prefix}cities/"].tree.body) for prefix in ("", "sv/"))
    assert "Tampere" in english
    assert "Oulu" in english
    assert "Tammerfors" in swedish
    assert "Uleåborg" in swedish
    assert not {"Tampere", "Oulu"} & set(swedish.split())
    for prefix, names in (("", ["English", "Swedish"]), ("sv/", ["engelska", "svenska"])):
        sources = words(pages(photonics)[f"{prefix}sources/"].tree.body)
        assert all(f"· {name} " in sources for name in names), names


@pytest.mark.parametrize(
    ("address", "english", "swedish"),
    [
        ("cities/joensuu/", "over 1,000", "över 1 000"),
        ("cities/joensuu/", "€200 million", "200 miljoner euro"),
        ("cities/joensuu/", "Last checked on 24 November 2026", "Senast granskad 24 november 2026"),
        ("events/2023/opd-2023/", "30 May – 1 June? 2023", "30 maj ?– ?1 juni 2023"),
        (
            "events/2022/nordic-photonics-meeting-2022/",
            "6 September 2022, 13:00–14:00",
            "6 september 2022 kl. 13:00–14:00",
        ),
        (
            "projects/group-project-joensuu/",
            "1 Nov(ember)? 2022 – 29 Feb(ruary)? 2024",
            "1 nov(ember|.) 2022 ?– ?29 feb(ruari|.) 2024",
        ),
        ("projects/city-ecosystem/", "Joensuu, Tampere and Oulu", "Joensuu, Tammerfors och Uleåborg"),
    ],
)
def test_numbers_dates_and_lists_are_written_as_the_language_does(
    photonics: Path, address: str, english: str, swedish: str
) -> None:
    # The patterns allow what a locale may choose: short months, and spaces around a dash.
    assert re.search(english, plain(pages(photonics)[address]))
    assert re.search(swedish, plain(pages(photonics)[f"sv/{address}"]))


def plain(page: BuiltPage) -> str:
    """Return the words of a page, whatever spaces are between them."""
    return re.sub(r"\s+", " ", words(page.tree.body))


def test_a_hub_of_one_language_offers_no_other(small: Path) -> None:
    assert {page.language for page in pages(small).values()} == {"en"}
    for page in pages(small).values():
        assert not page.all("//body//a[@hreflang and @lang]"), f"{page.address} has a switch of languages"
        assert {link.get("hreflang") for link in page.all("//head/link[@hreflang]")} <= {"en", "x-default"}


# Topics are configuration


@pytest.mark.parametrize(
    ("prefix", "expected"),
    [
        ("", {
            "Imaging": "Gap", "Micro and nano": "Thin", "Forest": "Sole strength", "Health": "Sole strength",
            "Circular economy": "Sole strength", "Networks": "Shared strength",
        }),
        ("sv/", {
            "Bildteknik": "Lucka", "Mikro och nano": "Tunt", "Skog": "Ensam styrka", "Hälsa": "Ensam styrka",
            "Cirkulär ekonomi": "Ensam styrka", "Nätverk": "Delad styrka",
        }),
    ],
)  # fmt: skip
def test_the_matrix_tells_how_the_network_stands_in_each_area(
    photonics: Path, prefix: str, expected: dict[str, str]
) -> None:
    rows = pages(photonics)[f"{prefix}matrix/"].all("//table//tr[th[@scope='row']]")
    assert {words(row.find("th/a")): words(row.findall("td")[-1]) for row in rows} == expected


def test_levels_of_the_hubs_own_stand_in_the_cells_of_the_matrix(photonics: Path) -> None:
    for prefix, area, levels in (
        ("", "Networks", ["At the front"] * 2 + ["Present"]),
        ("sv/", "Nätverk", ["I täten"] * 2 + ["Med"]),
    ):
        row = one(pages(photonics)[f"{prefix}matrix/"].all("//table//tr[th/a[normalize-space()=$area]]", area=area))
        assert [words(cell) for cell in row.findall("td")[:3]] == levels


def test_the_matrix_in_words_names_the_cities_in_the_language_of_the_page(photonics: Path) -> None:
    english, swedish = (pages(photonics)[f"{prefix}matrix/"] for prefix in ("", "sv/"))
    assert "Growth and networks: strong: Joensuu and Tampere; supporting: Oulu." in plain(english)
    assert "Tillväxt och nätverk: starka: Joensuu och Tammerfors; stödjande: Uleåborg." in plain(swedish)


def test_stages_are_an_ordered_list_only_where_one_leads_to_the_next(photonics: Path, site: Path) -> None:
    assert lists_of_stages(photonics) == {"ul"}
    assert lists_of_stages(site) == {"ol"}


def lists_of_stages(site: Path) -> set[str]:
    """Return the kinds of list in which the front page and the pages of areas show the stages."""
    hub = hub_of(site)
    first = hub.languages[0].code
    stage = next(
        stage
        for stage in hub.vocabularies["stage"].values()
        if any(area.stage == stage.id for area in hub.areas.values())
    )
    shown = [pages(site)[address] for address in ("", *(f"areas/{id}/" for id in hub.areas))]
    items = [
        item
        for page in shown
        for item in page.all("//li[.//a][*[1][normalize-space()=$label]]", label=stage.label[first])
    ]
    assert len(items) == len(shown), "each of these pages shows the stages once"
    return {str(item.getparent().tag) for item in items}


def test_areas_are_listed_by_the_hubs_own_stages(photonics: Path) -> None:
    expected = {"Tekniker": ["imaging", "micro-nano"], "Gemensam grund": ["growth-networks"]}
    expected["Tillämpningar"] = ["forest-photonics", "health-photonics", "circular-photonics"]
    page = pages(photonics)["sv/areas/"]
    for stage, areas in expected.items():
        cards = page.all("//main//li[*[normalize-space()=$stage]]", stage=stage)
        assert [one(card.xpath(".//h2/a")).get("href") for card in cards] == [f"{area}/" for area in areas]


def test_organisations_are_listed_once_each_by_kinds_of_the_hubs_own(photonics: Path) -> None:
    page = pages(photonics)["organisations/"]
    assert [item.get("id") for item in page.all("//h2[@id]")] == ["agency", "laboratory", "school", "cluster"]
    links = [link.get("href") for link in page.all("//th[@scope='row']/a")]
    assert sorted(links) == sorted(f"{id}/" for id in hub_of(photonics).organisations)


# What a hub may leave out


def test_a_hub_needs_neither_map_nor_project_nor_funder(photonics: Path) -> None:
    settings = hub_of(photonics).site
    assert not (PHOTONICS / "data" / "map.geojson").exists()
    assert settings.project is None
    assert settings.funding is None
    for prefix in ("", "sv/"):
        assert not pages(photonics)[prefix].all("//figure | //main//form")
        assert not pages(photonics)[f"{prefix}cities/oulu/"].all("//figure")
        headings = [item.get("id") for item in pages(photonics)[f"{prefix}about/"].all("//h2[@id]")]
        assert "project" not in headings
        assert "contact" in headings
        assert not pages(photonics)[prefix].all("//footer//img")


def test_a_project_without_dates_says_that_its_period_is_not_known(photonics: Path) -> None:
    for prefix, unknown in (("", "period not known"), ("sv/", "tiden inte känd")):
        row = one(pages(photonics)[f"{prefix}projects/"].all("//li[.//a[@href='city-ecosystem/']]"))
        assert words(row).endswith(unknown)
        assert not pages(photonics)[f"{prefix}projects/city-ecosystem/"].all("//main//h1/preceding-sibling::p//time")


def test_an_organisation_without_website_or_city_shows_neither(photonics: Path) -> None:
    facts = {
        id: [words(item) for item in pages(photonics)[f"organisations/{id}/"].all("//dt")] for id in ("prein", "uef")
    }
    assert "Website" in facts["uef"]
    assert "City region" in facts["uef"]
    assert not {"Website", "City region"} & set(facts["prein"])


@pytest.mark.parametrize(
    ("address", "when", "english", "swedish"),
    [
        ("events/2025/opd-2025/", "2025", "2025", "2025"),
        ("events/2024/opd-2024/", "2024-05", "May 2024", "maj 2024"),
        ("events/2022/photonics-center-opening/", "2022-11-07", "7 November 2022", "7 november 2022"),
    ],
)
def test_of_a_date_no_more_is_shown_than_is_known(
    photonics: Path, address: str, when: str, english: str, swedish: str
) -> None:
    for prefix, text in (("", english), ("sv/", swedish)):
        shown = pages(photonics)[prefix + address].all("//dd/time")[0]
        assert (shown.get("datetime"), words(shown)) == (when, text)


def test_an_event_outside_the_hubs_cities_names_its_place_without_a_link(photonics: Path) -> None:
    for prefix, where, place in (("", "Where", "Helsinki"), ("sv/", "Var", "Helsingfors")):
        fact = one(
            pages(photonics)[f"{prefix}events/2024/opd-2024/"].all(
                "//dt[.=$where]/following-sibling::dd[1]", where=where
            )
        )
        assert words(fact) == place
        assert not fact.findall(".//a")


def test_no_page_shows_an_empty_list_or_table_or_a_heading_over_nothing(any_site: Path) -> None:
    empty = "//ul[not(*)] | //ol[not(*)][not(ancestor::dialog)] | //dl[not(*)] | //tbody[not(*)] | //dt[not(normalize-space())]"
    over_nothing = "//main//h2[@id][not(following-sibling::*[not(self::footer)]) or following-sibling::*[1][self::h2]]"
    faults = [
        f"{page.address}: line {element.sourceline}: <{element.tag}> {words(element)}"
        for page in pages(any_site).values()
        for element in page.all(f"{empty} | {over_nothing}")
    ]
    assert not faults, report(faults)


def test_every_link_of_another_hub_leads_somewhere(any_site: Path) -> None:
    faults = [
        f"{page.address}: {link}: {fault}"
        for page in pages(any_site).values()
        for link in page.links()
        if is_internal(link) and (fault := fault_of(any_site, page, link))
    ]
    assert not faults, report(faults)


def test_browsers_have_nothing_to_repair_in_another_hub(any_site: Path) -> None:
    faults = [f"{page.address}: {fault}" for page in pages(any_site).values() for fault in faults_in(page.html)]
    assert not faults, report(faults)


@pytest.mark.parametrize(
    ("former", "present"),
    [
        ("events/2022/photonics-week-2022/", "events/2022/photonics-center-opening/"),
        ("projects/innocity-joensuu/", "projects/group-project-joensuu/"),
    ],
)
def test_a_former_address_leads_to_the_present_one_in_each_language(photonics: Path, former: str, present: str) -> None:
    for prefix in ("", "sv/"):
        page = BuiltPage(prefix + former, (photonics / prefix / former / "index.html").read_text("utf-8"))
        refresh = one(page.all("//meta[@http-equiv='refresh']")).get("content", "")
        assert page.leads_to(refresh.partition("url=")[2]) == f"{HOST}{prefix}{present}"
        assert page.leads_to(one(page.all("//a")).get("href", "")) == f"{HOST}{prefix}{present}"
        assert prefix + present in pages(photonics)
        assert is_hidden(page)
    assert former not in (photonics / "sitemap.xml").read_text("utf-8")


def is_hidden(page: BuiltPage) -> bool:
    """Tell whether search engines are asked to leave a page out."""
    return "noindex" in (page.meta("robots") or "")


# A language that is being added


def test_a_language_can_be_added_before_its_texts_are(growing: Path) -> None:
    new = {address for address in pages(growing) if address.startswith(f"{NEW}/")}
    assert new == {f"{NEW}/{address}" for address in pages(growing) if not address.startswith((f"{NEW}/", "sv/"))}
    assert {pages(growing)[address].language for address in new} == {NEW}
    page = pages(growing)[f"{NEW}/cities/joensuu/"]
    assert "Last checked on (se) 24 skábmamánnu 2026" in plain(page)
    assert any(words(link) == "Davvisámegiella" for link in pages(growing)[""].all("//a[@hreflang=$new]", new=NEW))


def test_a_text_that_is_not_translated_carries_its_own_language(growing: Path) -> None:
    foreign = set(untranslated(growing))
    shown = [
        (page, element, text) for page in new_pages(growing) for element, text in text_nodes(page) if text in foreign
    ]
    assert len(shown) > 300
    faults = [f"{page.address}: {text!r}" for page, element, text in shown if language_of(element) != "en"]
    assert not faults, report(faults)


def test_an_amount_carries_the_language_of_its_unit(growing: Path) -> None:
    nodes = [(text, language_of(element)) for element, text in text_nodes(pages(growing)[f"{NEW}/cities/joensuu/"])]
    assert [language for text, language in nodes if text.endswith("million")] == ["en"]
    assert {language for text, language in nodes if text.startswith(("over 1", "about 1"))} == {"en"}


def test_a_page_with_untranslated_text_says_so_and_is_kept_from_search_engines(growing: Path) -> None:
    foreign = set(untranslated(growing))
    start = hub_of(growing).interface[NEW]["fallback.notice"].partition("{")[0]
    whole, lacking = set(), set()
    for page in (page for page in new_pages(growing) if not is_part(page)):
        lacks = any(text in foreign and is_in_main(element) for element, text in text_nodes(page))
        lacks = lacks or any(label in foreign for label in page.all("//main//option/@label"))
        (lacking if lacks or is_by_hand(page) else whole).add(page.address)
        notices = [text for _, text in text_nodes(page) if text.startswith(start)]
        expected = (1, True) if page.address in lacking else (0, False)
        assert (len(notices), is_hidden(page)) == expected, page.address
        assert all("eaŋgalsgiella" in notice for notice in notices), "the notice names the language of the text"
    assert f"{NEW}/data/" in whole
    assert {f"{NEW}/", f"{NEW}/cities/oulu/", f"{NEW}/matrix/", f"{NEW}/privacy/"} <= lacking


def test_a_hand_written_page_that_is_not_translated_is_shown_in_its_own_language(growing: Path) -> None:
    node = next(
        item
        for item, text in text_nodes(pages(growing)[f"{NEW}/privacy/"])
        if text.startswith("The site sets no cookies")
    )
    assert language_of(node) == "en"


def test_the_whole_languages_have_neither_notices_nor_hidden_pages_while_another_is_added(growing: Path) -> None:
    for page in pages(growing).values():
        if page.language != NEW and not is_part(page):
            assert not is_hidden(page), page.address
            assert "not been translated" not in plain(page)


def test_the_sitemap_and_the_links_between_languages_leave_out_pages_that_are_not_translated(growing: Path) -> None:
    listed = {SITE_URL + page.address for page in pages(growing).values() if not is_hidden(page)}
    tree = lxml.etree.fromstring((growing / "sitemap.xml").read_bytes())
    assert set(tree.xpath("//*[local-name()='loc']/text()")) == listed
    assert set(tree.xpath("//*[local-name()='link']/@href")) == listed
    for page in (page for page in pages(growing).values() if not is_part(page)):
        alternates = {link.get("href") for link in page.all("//head/link[@rel='alternate'][@hreflang]")}
        assert alternates <= listed, page.address
        assert (SITE_URL + page.address in alternates) is not is_hidden(page)


def test_search_lists_a_page_only_in_languages_that_have_its_text(growing: Path) -> None:
    assert "cities/oulu/" in search_index(growing, "en").addresses
    assert "sv/cities/oulu/" in search_index(growing, "sv").addresses
    assert f"{NEW}/cities/oulu/" not in search_index(growing, NEW).addresses


def test_a_hand_written_page_must_be_there_in_each_whole_language(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", PHOTONICS / "data", PHOTONICS / "docs")
    (project.path / "docs" / "privacy.sv.md").unlink()
    done = project.hub("build")
    assert done.returncode == 1
    assert "privacy.sv.md" in done.stdout + done.stderr
    assert not (project.path / "site").exists()


def new_pages(site: Path) -> list[BuiltPage]:
    return [page for page in pages(site).values() if page.language == NEW]


def is_part(page: BuiltPage) -> bool:
    """Tell whether a page is made for pages elsewhere or for editors; search engines never list it."""
    return re.search(r"(^|/)(embed|editors)/.", page.address) is not None


def is_by_hand(page: BuiltPage) -> bool:
    return (PHOTONICS / "docs" / f"{page.address.removeprefix(f'{NEW}/').strip('/')}.en.md").is_file()


def untranslated(site: Path) -> Iterator[str]:
    """Yield the English words of every text of the data that the new language lacks."""
    hub = hub_of(site)
    records = [record for kind in COLLECTIONS.values() for record in hub.collection(kind).values()]
    choices = [choice for items in hub.vocabularies.values() for choice in items.values()]
    for text in texts_in([hub.site, *records, *choices]):
        if NEW not in text:
            yield " ".join(text["en"].split())


def texts_in(value: object) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            yield from texts_in(getattr(value, name))
    elif isinstance(value, tuple | list):
        for item in value:
            yield from texts_in(item)


def text_nodes(page: BuiltPage) -> Iterator[tuple[Element, str]]:
    """Yield each text that a page shows, with the element it is in; code is of no language."""
    for element in page.tree.body.iter("*"):
        if element.tag not in ("script", "style"):
            for holder, text in ((element, element.text), (element.getparent(), element.tail)):
                if text and text.strip() and holder.tag != "code":
                    yield holder, " ".join(text.split())


def language_of(element: Element) -> str:
    """Return the language that an element is marked with, or that it inherits."""
    return str(element.xpath("string(ancestor-or-self::*[@lang][1]/@lang)"))


def is_in_main(element: Element) -> bool:
    """Tell whether an element belongs to the page itself, not to the frame around it."""
    return bool(element.xpath("ancestor-or-self::main"))

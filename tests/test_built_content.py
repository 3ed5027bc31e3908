"""What a reader finds on the built pages: the way back, dates, sources, the matrix, and everything within three clicks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from conftest import REPOSITORY_URL, TODAY
from knowledge_hub.hub import Hub, references
from knowledge_hub.load import COLLECTIONS
from knowledge_hub.markdown_text import to_html
from knowledge_hub.matrix import Cell, matrix
from knowledge_hub.model.figure import Amount, Dated
from knowledge_hub.pages.address import FOLDERS
from knowledge_hub.project import build_time
from site_reader import (
    HOST,
    BuiltPage,
    Element,
    codes,
    hub_of,
    is_internal,
    one,
    pages,
    path_of,
    prefix,
    record_pages,
    report,
    words,
    written_by_hand,
)

CLICKS = 3
OTHER_CLAIM = "ancestor-or-self::*[starts-with(@id, 'investment-') or starts-with(@id, 'site-')]"
"""What may start with the same words as a figure: an investment or a site."""


def in_every_language(site: Path, path: str) -> Iterator[tuple[str, BuiltPage]]:
    """Yield a page with its language, in each language."""
    for code in codes(hub_of(site)):
        yield code, pages(site)[prefix(hub_of(site), code) + path]


# The frame of a page


def test_breadcrumbs_lead_from_every_page_over_those_above_it_to_the_front_page(site: Path) -> None:
    hub, found = hub_of(site), pages(site)
    for address, page in found.items():
        code = str(page.language)
        home = prefix(hub, code)
        if address != home:
            steps = breadcrumbs(hub, page, code)
            above = [home + address.removeprefix(home)[:end] for end in slashes(address.removeprefix(home))[:-1]]
            expected = [home, *(step for step in above if step in found)]
            assert [link for _, link in steps] == [*(HOST + step for step in expected), None], address
            assert steps[0][0] == hub.interface[code]["nav.home"], address
            for (name, _), step in zip(steps[1:-1], expected[1:], strict=True):
                assert name in found[step].title, address
            assert page.title.startswith(steps[-1][0]), address


def slashes(path: str) -> list[int]:
    """Return where each part of a path ends, its slash included."""
    return [match.end() for match in re.finditer("/", path)]


def breadcrumbs(hub: Hub, page: BuiltPage, code: str) -> list[tuple[str, str | None]]:
    """Return name and whole address of each step; the page itself has no address."""
    trail = one(page.all("//nav[@aria-label=$name]", name=hub.interface[code]["nav.breadcrumbs"]))
    steps = [(words(step), step.xpath("string(.//a/@href)"), step) for step in trail.iter("li")]
    assert [step.get("aria-current") for *_, step in steps][-1] == "page"
    return [(name, page.leads_to(link) if link else None) for name, link, _ in steps]


def test_a_record_tells_when_it_was_last_checked(site: Path) -> None:
    hub = hub_of(site)
    dated = [entry for entry in record_pages(hub) if getattr(hub.collection(entry[0])[entry[1]], "checked", None)]
    assert len(dated) > 100
    for kind, id, path in dated:
        day = hub.collection(kind)[id].checked.isoformat()  # type: ignore[attr-defined]
        for code, page in in_every_language(site, path):
            told = [words(time.getparent()) for time in page.all("//time[@datetime=$day]", day=day)]
            assert [text for text in told if text.startswith(hub.interface[code]["checked"])], page.address


def test_a_record_can_be_edited_where_its_file_is_kept(site: Path) -> None:
    hub = hub_of(site)
    below = f"{REPOSITORY_URL}/edit/{hub.site.repository_branch}"
    for kind, id, path in record_pages(hub):
        folder = next(folder for folder, of_kind in COLLECTIONS.items() if of_kind == kind)
        assert (site.parent / "project" / "data" / folder / f"{id}.yml").is_file()
        for code, page in in_every_language(site, path):
            assert edit_links(hub, page, code) == [f"{below}/data/{folder}/{id}.yml"], page.address


def test_a_page_written_by_hand_can_be_edited_where_its_file_is_kept(site: Path) -> None:
    hub = hub_of(site)
    assert written_by_hand(site)
    for path in written_by_hand(site):
        for code, page in in_every_language(site, path):
            file = f"docs/{path.rstrip('/')}.{code}.md"
            assert (site.parent / "project" / file).is_file()
            assert edit_links(hub, page, code) == [f"{REPOSITORY_URL}/edit/{hub.site.repository_branch}/{file}"]


def edit_links(hub: Hub, page: BuiltPage, code: str) -> list[str]:
    links = page.all("//a[normalize-space()=$text]", text=hub.interface[code]["edit_this"])
    return [str(link.get("href")) for link in links]


# Sources


@pytest.mark.parametrize("kind", sorted(FOLDERS))
def test_every_source_of_a_record_is_listed_on_its_page(site: Path, kind: str) -> None:
    hub = hub_of(site)
    for id, record in hub.collection(kind).items():
        wanted = {hub.sources[ref].url for ref in references(record) if ref.kind == "source"}
        for _, page in in_every_language(site, path_of(hub, kind, id)):
            listed = {url for entry in page.all("//li[starts-with(@id, 'source-')]") for url in external(entry)}
            assert wanted <= listed, f"{page.address}: {wanted - listed}"


def test_every_citation_number_has_its_entry_and_every_entry_its_citation(site: Path) -> None:
    cited = 0
    for page in pages(site).values():
        marks = citations(page.tree)
        entries = page.all("//li[starts-with(@id, 'source-')]")
        ids = [entry.get("id") for entry in entries]
        assert ids == [f"source-{number}" for number in range(1, len(entries) + 1)], page.address
        assert {mark.get("href") for mark in marks} == {f"#{id}" for id in ids}, page.address
        assert [words(mark) for mark in marks] == [str(mark.get("href")).removeprefix("#source-") for mark in marks]
        assert all(external(entry) for entry in entries), page.address
        cited += len(marks)
    assert cited > 1000


def test_every_source_is_listed_with_links_to_the_pages_that_cite_it(site: Path) -> None:
    hub = hub_of(site)
    for code, page in in_every_language(site, "sources/"):
        for id, source in hub.sources.items():
            entry = page.by_id(id)
            assert source.url in external(entry), id
            users = {
                path_of(hub, kind, record.id)
                for kind in FOLDERS
                for record in hub.collection(kind).values()
                if record in hub.uses.get(("source", id), ())
            }
            links = {page.leads_to(link) for link in entry.xpath(".//a/@href") if is_internal(link)}
            assert {f"{HOST}{prefix(hub, code)}{path}" for path in users} <= links, id


def citations(element: Element) -> list[Element]:
    return list(element.xpath(".//a[starts-with(@href, '#source-')]"))


def external(element: Element) -> set[str]:
    return {str(link) for link in element.xpath(".//a/@href") if str(link).startswith("http")}


# Figures


@pytest.mark.parametrize("kind", sorted(FOLDERS))
def test_every_figure_shows_its_date_and_leads_to_its_source_in_one_step(site: Path, kind: str) -> None:
    hub = hub_of(site)
    for id, record in hub.collection(kind).items():
        for code, page in in_every_language(site, path_of(hub, kind, id)):
            figures = getattr(record, "figures", ())
            for label in {figure.label[code] for figure in figures}:
                shown = [item for item in entries_for(page.tree, label) if not item.xpath(OTHER_CLAIM)]
                backed = [[is_backed(hub, page, item, figure) for item in shown] for figure in figures]
                wanted = [any(row) for row, figure in zip(backed, figures, strict=True) if figure.label[code] == label]
                assert all(wanted), f"{page.address}: {label} is missing, or without date or source"
                each = [any(column) for column in zip(*backed, strict=True)]
                assert all(each), f"{page.address}: {label} is once without date or source"


def test_every_feature_of_a_site_shows_its_date_and_leads_to_its_source_in_one_step(site: Path) -> None:
    hub, checked = hub_of(site), 0
    for city in hub.cities.values():
        for code, page in in_every_language(site, path_of(hub, "city", city.id)):
            for place in city.sites:
                for feature in place.features:
                    label = hub.choice("site_feature", feature.feature).label[code]
                    shown = entries_for(page.by_id(f"site-{place.id}"), label)
                    assert any(is_backed(hub, page, item, feature) for item in shown), f"{page.address}: {label}"
                    checked += 1
    assert checked


def test_every_investment_shows_its_state_its_numbers_their_dates_and_sources(site: Path) -> None:
    hub, checked = hub_of(site), 0
    for city in hub.cities.values():
        for code, page in in_every_language(site, path_of(hub, "city", city.id)):
            for investment in city.investments:
                shown = page.by_id(f"investment-{investment.id}")
                assert hub.choice("investment_status", investment.status).label[code] in words(shown)
                for claim in (investment, investment.amount, investment.capacity):
                    assert claim is None or is_backed(hub, page, shown, claim), f"{page.address}: {investment.id}"
                checked += 1
    assert checked


def test_the_front_page_shows_a_figure_of_every_city_with_date_and_source(site: Path) -> None:
    hub = hub_of(site)
    for code, page in in_every_language(site, ""):
        for city in hub.cities.values():
            headline = [figure for figure in city.figures if figure.headline]
            shown = [(figure, item) for figure in headline for item in entries_for(page.tree, figure.label[code])]
            assert not headline or any(is_backed(hub, page, item, figure) for figure, item in shown), city.id


def entries_for(scope: Element, label: str) -> list[Element]:
    """Find what stands under a label: the innermost elements that start with it and cite something."""
    start = " ".join(label.split())
    found = [item for item in scope.iter("*") if citations(item) and words(item).startswith(start)]
    return [item for item in found if not any(child in found for child in item)]


def is_backed(hub: Hub, page: BuiltPage, shown: Element, claim: Dated) -> bool:
    """Tell whether a claim is shown with its number, its year and a way to each of its sources."""
    text = words(shown)
    reached = {url for mark in citations(shown) for url in external(page.by_id(str(mark.get("href"))[1:]))}
    value = digits(claim.value) if isinstance(claim, Amount) else ""
    dated = str(claim.date.year) in text and value in digits(text)
    return dated and {hub.sources[id].url for id in claim.sources} <= reached


def digits(value: object) -> str:
    """Return the digits of a text or number; separators differ between languages."""
    return re.sub(r"\D", "", f"{value:.10g}" if isinstance(value, float) else str(value))


# The matrix


def test_the_cells_of_the_matrix_are_those_of_the_model_and_lead_to_the_evidence(site: Path) -> None:
    hub = hub_of(site)
    table = matrix(hub)
    for code, page in in_every_language(site, "matrix/"):
        caption = hub.interface[code]["matrix.caption"]
        shown = one([item for item in page.all("//table") if words(item).startswith(caption)])
        head, *rows = [list(row) for row in shown.iter("tr")]
        home = HOST + prefix(hub, code)
        cities = [f"{home}{path_of(hub, 'city', city.id)}" for city in table.cities]
        areas = [f"{home}{path_of(hub, 'area', row.area.id)}" for row in table.rows]
        assert leads(page, head[1:-1]) == cities
        assert leads(page, [row[0] for row in rows]) == areas
        for row, cells in zip(table.rows, rows, strict=True):
            assert words(cells[-1]) == hub.interface[code][f"standing.{row.standing}"]
            for cell, element in zip(row.cells, cells[1:-1], strict=True):
                check_cell(site, page, cell, element, code)


def leads(page: BuiltPage, elements: list[Element]) -> list[str]:
    return [page.leads_to(str(element.xpath("string(.//a/@href)"))) for element in elements]


def check_cell(site: Path, page: BuiltPage, cell: Cell, element: Element, code: str) -> None:
    hub, where = hub_of(site), f"{page.address}: {cell.city.id}, {cell.area.id}"
    if cell.strength is None or cell.level is None:
        assert hub.interface[code]["matrix.none"] in words(element), where
        assert not element.xpath(".//a"), where
        return
    assert words(element) == cell.level.label[code], where
    address, anchor = urldefrag(leads(page, [element])[0])
    assert address == f"{HOST}{prefix(hub, code)}{path_of(hub, 'city', cell.city.id)}", where
    target = pages(site)[address.removeprefix(HOST)]
    evidence = target.by_id(anchor)
    plain = " ".join(to_html(cell.strength.evidence[code]).striptags().split())
    assert plain in words(evidence), where
    assert cell.level.label[code] in words(evidence), where
    reached = {url for mark in citations(evidence) for url in external(target.by_id(str(mark.get("href"))[1:]))}
    assert {hub.sources[id].url for id in cell.strength.sources} <= reached, where


# Within three clicks


@lru_cache(maxsize=8)
def clicks(site: Path, start: str) -> Mapping[str, int]:
    """Count the clicks from one page to each other one, by following links."""
    found, todo = {start: 0}, [start]
    for address in todo:
        page = pages(site)[address]
        for link in page.tree.xpath("//a/@href"):
            target = urldefrag(page.leads_to(str(link)))[0].removeprefix(HOST)
            if target in pages(site) and target not in found:
                found[target] = found[address] + 1
                todo.append(target)
    return found


def test_every_page_can_be_reached_from_the_front_page_of_its_language(site: Path) -> None:
    for code, front in in_every_language(site, ""):
        own = {address for address, page in pages(site).items() if page.language == code}
        lost = own - set(clicks(site, front.address))
        assert not lost, report(sorted(lost))


def test_who_recycles_black_mass_is_found_within_three_clicks_and_the_page_says_so(site: Path) -> None:
    hub = hub_of(site)
    named = {"fi": r"\bmustamass\w+", "en": r"\bblack mass\b"}
    about = {id: item.description["en"] for id, item in hub.organisations.items() if "recycling" in item.areas}
    recyclers = [id for id, text in about.items() if re.search(named["en"], text, re.IGNORECASE)]
    assert recyclers
    for code, front in in_every_language(site, ""):
        near = clicks(site, front.address)
        for id in recyclers:
            page = pages(site)[prefix(hub, code) + path_of(hub, "organisation", id)]
            assert near[page.address] <= CLICKS
            assert re.search(named[code], words(one(page.all("//main"))), re.IGNORECASE), page.address


def test_every_city_profile_is_one_click_from_the_front_page(site: Path) -> None:
    hub = hub_of(site)
    assert "kokkola" in hub.cities
    for code, front in in_every_language(site, ""):
        for id in hub.cities:
            assert clicks(site, front.address)[prefix(hub, code) + path_of(hub, "city", id)] == 1


def test_the_next_or_latest_event_is_found_within_three_clicks(site: Path) -> None:
    hub, today = hub_of(site), build_time({"SOURCE_DATE_EPOCH": TODAY}).date()
    past = [event for event in hub.events.values() if event.last_day < today]
    wanted = [event for event in hub.events.values() if event.last_day >= today] + past[-1:]
    assert wanted
    for code, front in in_every_language(site, ""):
        for event in wanted:
            assert clicks(site, front.address)[prefix(hub, code) + path_of(hub, "event", event.id)] <= CLICKS


def test_the_source_of_every_citys_figures_is_three_clicks_away(site: Path) -> None:
    """One click to the city, one on the number of the source, one on its link."""
    hub = hub_of(site)
    for code, front in in_every_language(site, ""):
        for city in hub.cities.values():
            page = pages(site)[prefix(hub, code) + path_of(hub, "city", city.id)]
            assert clicks(site, front.address)[page.address] + 2 <= CLICKS
            for figure in city.figures:
                marks = [mark for item in entries_for(page.tree, figure.label[code]) for mark in citations(item)]
                urls = {url for mark in marks for url in external(page.by_id(str(mark.get("href"))[1:]))}
                assert {hub.sources[id].url for id in figure.sources} <= urls

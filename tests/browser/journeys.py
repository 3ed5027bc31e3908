"""What people come for, step by step as a visitor would click."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect
from visitor import Visitor

BLACK_MASS = {"fi": re.compile("mustamassa", re.I), "en": re.compile("black mass", re.I)}
RECYCLING = {"fi": "Kierrätys", "en": "Recycling"}


def who_recycles_black_mass(visitor: Visitor) -> None:
    """Go from the front page by way of an area of expertise to a company."""
    visitor.open("")
    visitor.follow(visitor.main.get_by_role("link", name=RECYCLING[visitor.language], exact=True))
    visitor.is_at("areas/recycling/")
    evidence = visitor.main.get_by_role("listitem").filter(has_text=BLACK_MASS[visitor.language])
    visitor.follow(evidence.get_by_role("link", name=re.compile("^Fortum")).first)
    expect(visitor.main.get_by_role("heading", level=1)).to_contain_text("Fortum")
    expect(visitor.main).to_contain_text(BLACK_MASS[visitor.language])
    assert visitor.clicks <= 3


def kokkola_by_the_map(visitor: Visitor) -> None:
    """Go from the map on the front page to a city."""
    visitor.open("")
    country = visitor.main.get_by_role("group", name=visitor.ui("map.title", n=7))
    visitor.follow(country.get_by_role("link", name="Kokkola"))
    _what_kokkola_offers(visitor)


def kokkola_by_its_card(visitor: Visitor) -> None:
    """Go from a card on the front page to a city."""
    visitor.open("")
    _follow_card(visitor)
    _what_kokkola_offers(visitor)


def _follow_card(visitor: Visitor) -> None:
    visitor.follow(visitor.main.get_by_role("heading", name="Kokkola", exact=True).get_by_role("link"))


def _what_kokkola_offers(visitor: Visitor) -> None:
    visitor.is_at("cities/kokkola/")
    expect(visitor.main.get_by_role("heading", level=1)).to_have_text("Kokkola")
    contents = visitor.main.get_by_role("navigation", name=visitor.ui("on_this_page"))
    for section in ("strengths", "sites", "investments", "contacts"):
        title = visitor.ui(f"city.{section}")
        visitor.follow(contents.get_by_role("link", name=title, exact=True))
        expect(visitor.lands_on(section)).to_contain_text(title)
    offers = [
        visitor.main.locator("[id^='strength-']").get_by_role("heading").get_by_role("link"),
        visitor.main.get_by_role("heading", name="(KIP)"),
        visitor.main.get_by_role("row").filter(has_text="Keliber"),
        visitor.main.locator("#contacts + *").get_by_role("link"),
    ]
    for offer in offers:
        expect(offer.first).to_be_visible()


def next_or_latest_event(visitor: Visitor) -> None:
    """Go from the front page by way of the menu to the event that is next, else to the latest one."""
    visitor.open("")
    visitor.follow(visitor.header.get_by_role("link", name=visitor.ui("nav.events"), exact=True))
    coming = visitor.main.locator("[data-kh=coming] li")
    past = visitor.main.locator("[data-kh=archive] li")
    if coming.count():
        event, first = coming.first, min(_days(coming))
    else:
        expect(visitor.main).to_contain_text(visitor.ui("events.none_coming"))
        event, first = past.first, max(_days(past))
    assert _days(event) == [first], "the event on top is not the one nearest to today"
    link = event.get_by_role("heading").get_by_role("link")
    title = link.inner_text()
    visitor.follow(link)
    expect(visitor.main.get_by_role("heading", level=1)).to_have_text(title)
    expect(visitor.main.get_by_role("term").filter(has_text=visitor.ui("event.when"))).to_be_visible()
    assert _days(visitor.main) == [first]
    assert visitor.clicks <= 3


def _days(events: Locator) -> list[str]:
    """First day of each event, as YYYY-MM-DD."""
    return [str(event.locator("time").first.get_attribute("datetime")) for event in events.all()]


def where_a_figure_comes_from(visitor: Visitor) -> None:
    """Go from a figure of a city to its entry in the list of sources, and see where that leads."""
    visitor.open("")
    _follow_card(visitor)
    named = re.compile(re.escape(visitor.ui("source.numbered", n="N", title="")).replace("N", r"\d+"))
    citation = visitor.main.get_by_role("definition").get_by_role("link", name=named).first
    number, label = citation.inner_text(), str(citation.get_attribute("aria-label"))
    visitor.follow(citation)
    entry = visitor.lands_on(f"source-{number}")
    sources = visitor.main.get_by_role("region", name=visitor.ui("sources_on_page"))
    expect(sources.locator(f"[id='source-{number}']")).to_have_count(1)
    origin = entry.get_by_role("link").first
    assert label == visitor.ui("source.numbered", n=number, title=origin.inner_text())
    address = str(origin.get_attribute("href"))
    assert re.match(r"https?://", address), address
    assert not address.startswith(visitor.root), address


def evidence_of_a_cell(visitor: Visitor) -> None:
    """Go from a cell of the matrix to what it rests on: by scripts shown in place, in full on the city's page."""
    visitor.open("")
    visitor.follow(visitor.header.get_by_role("link", name=visitor.ui("nav.matrix"), exact=True))
    row = visitor.main.get_by_role("row").filter(has=visitor.page.get_by_role("rowheader")).nth(1)
    area = row.get_by_role("rowheader").get_by_role("link")
    id = str(area.get_attribute("href")).rstrip("/").rpartition("/")[2]
    cell = row.get_by_role("cell").get_by_role("link").first
    name = str(cell.get_attribute("aria-label"))
    level = name.rpartition(": ")[2]
    if visitor.scripted:
        _see_evidence(visitor, cell, level)
    else:
        visitor.follow(cell)
    evidence = visitor.lands_on(f"strength-{id}")
    city = visitor.main.get_by_role("heading", level=1).inner_text()
    assert name.startswith(f"{city}, {evidence.get_by_role('heading').inner_text()}: ")
    expect(evidence.get_by_text(level, exact=True)).to_be_visible()
    expect(evidence.get_by_role("paragraph").first).not_to_be_empty()
    assert visitor.clicks <= 3


def _see_evidence(visitor: Visitor, cell: Locator, level: str) -> None:
    cell.click()
    visitor.clicks += 1
    dialog = visitor.page.get_by_role("dialog", name=visitor.ui("matrix.evidence"))
    expect(dialog).to_contain_text(level)
    visitor.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(cell).to_be_focused()
    cell.click()
    city = dialog.get_by_role("heading").inner_text()
    visitor.follow(dialog.get_by_role("link", name=visitor.ui("matrix.to_profile", city=city)))


JOURNEYS = {
    "who-recycles-black-mass": who_recycles_black_mass,
    "kokkola-by-the-map": kokkola_by_the_map,
    "kokkola-by-its-card": kokkola_by_its_card,
    "next-or-latest-event": next_or_latest_event,
    "where-a-figure-comes-from": where_a_figure_comes_from,
    "evidence-of-a-cell": evidence_of_a_cell,
}

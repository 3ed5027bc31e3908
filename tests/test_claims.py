"""What a city page claims, an investor can check in one step: each claim stands with a link to its source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest
from site_reader import BuiltPage, Element, codes, hub_of, pages, prefix, report

SOURCE = ".//a[starts-with(@href, '#source-')]"
WHOLE = "self::article or contains(@class, 'kh-prose')"
UNIT = (
    f"ancestor-or-self::*[self::tr or {WHOLE} or contains(concat(' ', @class, ' '), ' kh-figure ')"
    f" or self::li[not(ancestor::li or ancestor::*[{WHOLE}])]][1]"
)
"""The row, card, figure or passage of prose that a text belongs to."""
NO_CLAIM = (
    "ancestor-or-self::*[self::nav or self::h1 or self::h2 or self::footer or self::svg or self::caption"
    " or contains(@class, 'kh-cite') or contains(@class, 'kh-sources') or contains(@class, 'kh-foot')"
    " or contains(@class, 'kh-contact') or contains(@class, 'kh-sheet') or contains(@class, 'kh-crumbs')"
    " or contains(@class, 'kh-eyebrow') or contains(@class, 'kh-group__title') or contains(@class, 'kh-count') or contains(@class, 'kh-leaf')]"
)
"""Ways around, headings, names and contacts: what is said there is not said of the city."""
NAME = "ancestor-or-self::a"
CLAIM = re.compile(r"\d|\w+\W+\w+\W+\w+\W+\w+")
"""A number, or words enough to say something."""


def claims(page: BuiltPage, notes: frozenset[str]) -> Iterator[tuple[Element, str]]:
    """Yield every text of a page that claims something, with the element it stands in.

    Parameters:
        page: The page.
        notes: Words of the interface, which explain the page itself.
    """
    for holder in page.all("//main//*"):
        for element, text in ((holder, holder.text), (holder.getparent(), holder.tail)):
            said = " ".join((text or "").split())
            if CLAIM.search(said) and said not in notes and not element.xpath(f"{NO_CLAIM} | {NAME}"):
                yield element, said


def unsourced(page: BuiltPage, notes: frozenset[str]) -> list[str]:
    """Return the claims that no source stands with; the headline is sourced with the profile that it opens."""
    found = []
    for element, said in claims(page, notes):
        units = page.all("//*[contains(@class, 'kh-prose')]") if is_lead(element) else element.xpath(UNIT)
        # The rows of a card have sources of their own; what its text says rests on those at its foot.
        where = [part for unit in units for part in unit.xpath("./*[@class='kh-card__foot']") or [unit]]
        if not any(part.xpath(SOURCE) for part in where):
            found.append(f"{page.address}: {said}")
    return found


def is_lead(element: Element) -> bool:
    return bool(element.xpath("ancestor-or-self::p[contains(@class, 'kh-lead')]"))


def notes_of(site: Path, language: str) -> frozenset[str]:
    return frozenset(" ".join(words.split()) for words in hub_of(site).interface[language].values())


def city_pages(site: Path) -> Iterator[tuple[BuiltPage, frozenset[str]]]:
    hub = hub_of(site)
    for code in codes(hub):
        for city in hub.cities:
            yield pages(site)[f"{prefix(hub, code)}cities/{city}/"], notes_of(site, code)


def test_every_claim_on_every_city_page_leads_to_a_source_in_one_step(site: Path) -> None:
    faults = [fault for page, notes in city_pages(site) for fault in unsourced(page, notes)]
    assert not faults, report(faults)


def test_every_source_link_on_a_city_page_leads_to_a_source_with_its_address(site: Path) -> None:
    for page, _ in city_pages(site):
        for id in {str(link)[1:] for link in page.tree.xpath("//main//a/@href[starts-with(., '#source-')]")}:
            assert page.by_id(id).xpath(".//a[starts-with(@href, 'http')]"), f"{page.address}: {id}"


@pytest.mark.parametrize(
    "kind",
    ["kh-figure__source", "kh-strength__body", "kh-facts", "kh-card__foot", "kh-table", "kh-cited", "kh-row", "kh-event"],
)
def test_a_claim_whose_source_is_taken_away_is_noticed(site: Path, kind: str) -> None:
    with_kind = (found for found in city_pages(site) if found[0].all(f"//*[@class='{kind}']//*[@class='kh-cite']"))
    page, notes = next(with_kind)
    tree = lxml.html.document_fromstring(page.html)
    for mark in tree.xpath(f"//*[@class='{kind}']//*[@class='kh-cite']"):
        mark.drop_tree()
    assert unsourced(BuiltPage(page.address, lxml.html.tostring(tree, encoding="unicode")), notes)

"""What anyone can tell: every claim leads to the report of a mistake in it, and the forms fit what the hub has."""

from __future__ import annotations

from pathlib import Path

import pytest
from knowledge_hub.claims import claims
from knowledge_hub.yaml_text import parse
from site_reader import codes, hub_of, one, pages, prefix, report, words
from small_hub import minimal_hub

REPORT = "report-a-mistake/"
MARK = ".//a[@class='kh-mend']"
FORMS = ("events/suggest/", "tell/organisation/", "tell/figure/", "tell/text/", REPORT)


def test_every_dated_claim_leads_to_a_report_that_tells_its_date_and_sources(site: Path) -> None:
    hub, faults, found = hub_of(site), [], 0
    for code in codes(hub):
        told = pages(site)[prefix(hub, code) + REPORT]
        for page in (page for page in pages(site).values() if page.language == code and page is not told):
            for dated in page.all("//main//*[@class='kh-dated'][following-sibling::*[1][@class='kh-cite']]"):
                mark = one(dated.xpath("following-sibling::*[2][self::a][@class='kh-mend']"))
                claim = told.by_id(mark.get("href").partition("#")[2])
                sources = {page.by_id(link.get("href")[1:]).find("a").get("href") for link in dated.getnext().iter("a")}
                found += 1
                if words(dated) not in words(claim) or sources != set(claim.xpath("a[@class='kh-out']/@href")):
                    faults.append(f"{page.address}: {words(dated)}, {words(claim)}")
    assert found > 500
    assert not faults, report(faults)


def test_every_figure_on_a_page_can_be_reported(site: Path) -> None:
    figures = [(page, item) for page in pages(site).values() for item in page.all("//*[@class='kh-figure']")]
    shown = [(page, item) for page, item in figures if not item.xpath("ancestor::form")]
    assert shown
    faults = [f"{page.address}: {words(item)}" for page, item in shown if len(item.xpath(MARK)) != 1]
    assert not faults, report(faults)
    assert all(mark.get("aria-label") for _, item in shown for mark in item.xpath(MARK))


def test_the_page_of_all_forms_leads_to_each_and_the_footer_to_it(site: Path) -> None:
    hub = hub_of(site)
    for code in codes(hub):
        page = pages(site)[f"{prefix(hub, code)}tell/"]
        leads_to = {page.leads_to(link.get("href")) for link in page.all("//main//ul[contains(@class, 'kh-ways')]//a")}
        assert leads_to == {page.leads_to(f"/some/folder/{prefix(hub, code)}{form}") for form in FORMS}
        home = pages(site)[prefix(hub, code)]
        assert page.leads_to("./") in {home.leads_to(link.get("href")) for link in home.all("//footer//a")}


def test_claims_have_ids_of_their_own() -> None:
    ids = [place.id for place, _ in claims(minimal_hub())]
    assert len(set(ids)) == len(ids)
    assert {"city.korpi.figures.staff", "city.korpi.sites.park.features.rail", "city.korpi.investments.refinery"} <= set(ids)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("a:\n  - x: 1\n    y: [1, 2]\n  - x: 2\nb: c\n", 2, 3),
        ("a:\n  - x: >-\n      one\n      two\n  - x: 2\n", 2, 4),
        ("a:\n  - x: |-\n      one\n\n      two\nb: c\n", 2, 5),
        ("a:\n  - {x: 1,\n     y: 2}\n  - x: 2\n", 2, 3),
        ("a:\n  - x: 1\n  # of the next\n  - x: 2\n", 2, 2),
        ("a:\n  - x: 1", 2, 2),
    ],
)
def test_it_is_known_on_which_lines_something_stands(text: str, first: int, last: int) -> None:
    root, problems = parse(text, "")
    assert not problems
    assert root is not None
    item = (root.items or {})["a"].elements or []
    assert (item[0].line, item[0].last_line) == (first, last)

"""What the site tells of how it was checked, and what the law and the funder ask it to tell."""

from __future__ import annotations

import hashlib
import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from conftest import ROOT
from knowledge_hub.audit.read import RESULTS
from knowledge_hub.audit.results import AUDIT, Audit
from knowledge_hub.build import Build, build
from knowledge_hub.pages.checks import GROUPS, freshness
from knowledge_hub.project import BROKEN_LINKS
from site_reader import BuiltPage, codes, hub_of, one, pages, prefix, words
from small_hub import edit, hub_after, minimal_hub
from small_project import small_project

NOW = datetime(2026, 11, 24, tzinfo=UTC)
TALLY = {"checked": 12, "faults": 0}
FOUND: dict[str, Any] = {
    "checked": "2026-10-01",
    "revision": "0123456789abcdef",
    "tools": {"html": "Checker 1.2"},
    "own": {"pages": 14, "kinds": {"city": {"accessibility": TALLY, "html": TALLY}, "news": {"html": {"checked": 2, "faults": 3}}}, "weight": {"city": 43210}},
    "known": [{"check": "accessibility", "kind": "forms", "rule": "some-rule"}],
}
LAW = ("306/2019", "WCAG 2.1", "14", "Traficom", "saavutettavuus@traficom.fi", "029 534 5000", "https://www.saavutettavuusvaatimukset.fi/")
"""What an accessibility statement has to tell in any language."""


def made(folder: Path, results: object = None, links: object = None) -> Build:
    """Make the pages of a small project with some results of checks."""
    project = small_project(folder / "project")
    shutil.rmtree(project.path / "audit")
    for path, content in ((RESULTS, results), (BROKEN_LINKS, links)):
        if content is not None:
            (project.path / path).parent.mkdir(parents=True)
            (project.path / path).write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return build(project.path, NOW, {})


def shown(of: Build, language: str = "en") -> BuiltPage:
    """Return the page about checks."""
    return BuiltPage("checks/", of.pages[language, "checks"].html)


def text_of(page: BuiltPage) -> str:
    return words(page.tree)


def own_results() -> Audit:
    return AUDIT.validate_json((ROOT / RESULTS).read_bytes())


def test_the_table_tells_what_each_check_found_on_each_group_of_pages(tmp_path: Path) -> None:
    rows = [[words(cell) for cell in row] for row in shown(made(tmp_path, FOUND)).all("//tbody[1]/tr")[:3]]
    assert rows == [
        ["Cities", "12", "0", "0", "–", "–", "–", "43"],
        ["What's new", "2", "–", "3", "–", "–", "–", "–"],
        ["All", "14", "0", "3", "–", "–", "–", "43"],
    ]


def test_faults_are_told_and_nothing_is_called_clean_then(tmp_path: Path) -> None:
    text = text_of(shown(made(tmp_path, FOUND)))
    assert "On 1 October 2026, all 14 pages of this site were checked. 3 errors were found." in text
    assert "No errors were found" not in text
    assert "Checker 1.2" in text
    assert "Version checked: 0123456789ab." in text
    assert "some-rule" in text


@pytest.mark.parametrize("results", [None, "{", "[]", {**FOUND, "checked": "yesterday"}, {"checked": "2026-10-01"}], ids=str)
def test_without_results_that_can_be_read_the_page_says_that_nothing_was_checked(results: object, tmp_path: Path) -> None:
    text = text_of(shown(made(tmp_path, results)))
    assert "there are no results" in text
    assert "errors were found" not in text
    assert "Links to other sites were not tried" in text


def test_results_are_shown_as_text_whatever_they_hold(tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script>"
    page = shown(made(tmp_path, {**FOUND, "revision": hostile, "tools": {"html": hostile}, "known": [{"check": "accessibility", "kind": "forms", "rule": hostile}]}))
    assert page.all("//script") == []
    assert hostile in text_of(page)


@pytest.mark.parametrize(("broken", "told"), [([], "All of them lead somewhere."), (["https://a.example/", "https://b.example/"], "2 of them no longer lead anywhere.")])
def test_the_check_of_outgoing_links_is_told_with_its_day(broken: list[str], told: str, tmp_path: Path) -> None:
    text = text_of(shown(made(tmp_path, None, {"checked": "2026-11-02", "asked": 321, "broken": broken})))
    assert f"On 2 November 2026, 321 addresses were tried. {told}" in text


def test_every_kind_of_page_is_counted_in_a_group() -> None:
    templates = {path.stem.replace("_", "-") for path in (ROOT / "hooks" / "knowledge_hub" / "pages").glob("[a-z]*.html")} - {"page", "macros"}
    assert templates - frozenset().union(*GROUPS.values()) == set()
    assert sum(map(len, GROUPS.values())) == len(frozenset().union(*GROUPS.values()))


def test_freshness_is_counted_from_the_data(site: Path, tmp_path: Path) -> None:
    hub = minimal_hub()
    fresh = freshness(hub, NOW.date())
    strengths = [strength for city in hub.cities.values() for strength in city.strengths]
    assert (fresh.sources, fresh.strengths) == (len(hub.used_sources), len(strengths))
    assert fresh.figures > fresh.stale == 0
    later = freshness(hub_of(site), date(2099, 1, 1))
    assert later.figures >= later.stale > freshness(hub_of(site), NOW.date()).stale
    unconfirmed = hub_after(tmp_path, edit("cities/ranta.yml", "basis: confirmed", "basis: editorial"))
    assert freshness(unconfirmed, NOW.date()).confirmed == fresh.confirmed - 1


def test_the_digest_is_that_of_the_published_checksums(site: Path) -> None:
    digest = hashlib.sha256((site / "data" / "v1" / "SHA256SUMS").read_bytes()).hexdigest()
    for code in codes(hub_of(site)):
        page = pages(site)[f"{prefix(hub_of(site), code)}checks/"]
        assert digest in text_of(page)


def test_the_page_of_the_real_site_shows_the_newest_results(site: Path) -> None:
    found = own_results()
    for code in codes(hub_of(site)):
        page = pages(site)[f"{prefix(hub_of(site), code)}checks/"]
        last = [words(cell) for cell in page.all("(//table)[1]/tbody/tr")[-1]]
        assert last[2:4] == [str(found.own.total(check).faults) for check in ("accessibility", "html")]
        assert found.tools["accessibility"] in text_of(page)


def test_the_newest_audit_of_the_real_site_found_nothing_and_went_over_every_kind() -> None:
    found = own_results()
    assert found.faults == 0
    assert found.invented is not None
    assert found.invented.pages > 1900
    for site in (found.own, found.invented):
        kinds = {kind for kind in site.kinds if kind != "redirect"}
        assert {kind for kind in kinds if "accessibility" not in site.kinds[kind]} == set()
        assert site.total("html").checked == site.total("links").checked == site.pages
        assert {kind for kind, tally in site.files.items() if tally.checked} == {"feeds", "calendars"}


def test_every_footer_leads_to_the_page(site: Path) -> None:
    for address, page in pages(site).items():
        links = [page.leads_to(link.get("href")) for link in page.all("//footer//a[@href]")]
        assert any(link.endswith("/checks/") for link in links), address


# What the law and the funder ask for


def test_the_accessibility_statement_tells_what_the_law_asks_for_and_what_was_measured(site: Path) -> None:
    hub, found = hub_of(site), own_results().own.total("accessibility")
    state = {"fi": "täyttää saavutettavuusvaatimukset osittain", "en": "meets the accessibility requirements in part"}
    for code in codes(hub):
        page = pages(site)[f"{prefix(hub, code)}accessibility/"]
        text = text_of(page)
        assert [part for part in LAW if part not in lxml.html.tostring(page.tree, encoding="unicode")] == []
        assert state[code] in text
        assert f" {found.checked} " in text
        assert "[[audit]]" not in text
        assert any(link.endswith("checks/") for link in page.all("//main//a/@href"))
        twin = (site / page.address / "index.md").read_text("utf-8")
        assert f" {found.checked} " in twin


def test_a_statement_tells_plainly_that_nothing_was_measured(tmp_path: Path) -> None:
    project = small_project(tmp_path / "project")
    shutil.rmtree(project.path / "audit")
    assert project.hub("build").returncode == 0
    assert "there are no results" in (project.path / "site" / "en" / "accessibility" / "index.html").read_text("utf-8")


def test_the_statement_of_support_stands_beside_the_emblem_and_is_no_link(site: Path) -> None:
    hub = hub_of(site)
    assert hub.site.funding is not None
    for address, page in pages(site).items():
        part = one(page.all("//footer//p[@class='kh-funding']"))
        assert words(part) == hub.site.funding.statement[str(page.language)], address
        assert [image.get("src").rpartition("/")[2] for image in part.iter("img")] == [hub.site.funding.emblem]
        assert list(part.iter("a")) == [], "its rules forbid to underline it"


def test_scripts_keep_only_what_the_privacy_page_tells_of() -> None:
    using = {path.name for path in (ROOT / "theme" / "assets").glob("*.js") if "localStorage" in path.read_text("utf-8")}
    assert using == {"shell.js"}
    for word in ("sessionStorage", "indexedDB", "document.cookie", "sendBeacon"):
        assert [path.name for path in (ROOT / "theme" / "assets").glob("*.js") if word in path.read_text("utf-8")] == []

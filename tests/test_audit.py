"""The audit finds what is wrong: its checks are tried on a site that has one fault of each kind."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from auditing import reading, vulnerabilities
from auditing.__main__ import KNOWN, OF_FILES, OF_PAGES, write
from auditing.found import Found, Site
from auditing.sites import kinds_in
from conftest import ROOT
from knowledge_hub.audit.results import AUDIT, Audit, SiteResult, Tally
from knowledge_hub.audit.results import OF_PAGES as CHECKS
from knowledge_hub.pages.checks import GROUPS

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'"
GOOD = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>T</title>
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [{{"@type": "WebPage", "@id": "x", "name": "T"}}]}}</script>
</head><body><main id="m"><a href="#m">Here</a></main></body></html>"""


def site_of(folder: Path, html: str = GOOD, **files: bytes) -> Site:
    (folder / "index.html").write_text(html, "utf-8")
    for name, content in files.items():
        kind, _, ending = name.rpartition("_")
        (folder / kind).mkdir()
        (folder / kind / f"one.{ending}").write_bytes(content)
    return Site("own", folder, "https://hub.example/", {"index.html": "home"})


def test_a_site_without_faults_has_none(tmp_path: Path) -> None:
    site = site_of(tmp_path)
    for check in (reading.links, reading.policies, reading.structured):
        assert check(site).faults == ()
        assert check(site).checked == {"index.html"}


@pytest.mark.parametrize(
    ("check", "old", "new", "rule"),
    [
        (reading.links, "#m", "gone/", "leads to nothing"),
        (reading.links, "#m", "#gone", "there is no id gone at its target"),
        (reading.policies, POLICY, f"{POLICY} 'unsafe-inline'", "style-src 'unsafe-inline'"),
        (reading.policies, "script-src 'self'", "script-src 'self' https://cdn.example", "script-src https://cdn.example"),
        (reading.policies, "<main ", "<script>1</script><main ", "there is code or style within the page"),
        (reading.policies, "<main ", "<main style='color: red' ", "there is code or style within the page"),
        (reading.policies, "<main ", "<main onclick='x()' ", "there is an event handler"),
        (reading.policies, "#m", "javascript:x()", "there is a link that runs code"),
        (reading.policies, "<main ", "<img alt='' src='https://other.example/a.png'><main ", "loads https://other.example/a.png"),
        (reading.policies, "http-equiv=", "name=", "there is no policy, or more than one"),
        (reading.structured, '"name"', '"colour"', "there is no property colour"),
        (reading.structured, "WebPage", "Web", "there is no type Web"),
    ],
)
def test_a_fault_of_a_page_is_found(check: Callable[[Site], Found], old: str, new: str, rule: str, tmp_path: Path) -> None:
    assert old in GOOD
    found = check(site_of(tmp_path, GOOD.replace(old, new, 1)))
    assert rule in [fault.rule for fault in found.faults]


@pytest.mark.parametrize(
    ("check", "name", "content"),
    [
        (reading.feeds, "feeds_xml", b"<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title></feed>"),
        (reading.feeds, "feeds_xml", b"<feed"),
        (reading.feeds, "feeds_json", b'{"title": "T"}'),
        (reading.calendars, "calendars_ics", b"BEGIN:VCALENDAR\nEND:VCALENDAR\n"),
    ],
)
def test_a_fault_of_a_file_is_found(check: Callable[[Site], Found], name: str, content: bytes, tmp_path: Path) -> None:
    found = check(site_of(tmp_path, **{name: content}))
    assert len(found.checked) == 1
    assert found.faults


def test_every_check_that_the_page_shows_is_run_and_every_known_fault_is_of_somebody_else_s_program() -> None:
    assert set(OF_PAGES) == set(CHECKS)
    assert {item.kind for item in KNOWN} == {"forms"}
    assert set(OF_FILES) == {"feeds", "calendars"}


@pytest.mark.parametrize(
    ("packages", "told"),
    [
        ([{"name": "a", "version": "1", "vulns": []}, {"name": "b", "version": "2", "vulns": [{"id": "X-1", "fix_versions": ["3"]}]}], (2, 1)),
        ([{"name": "a", "version": "1", "vulns": []}, {"name": "b", "skip_reason": "not found"}], None),
        ([], None),
    ],
)
def test_vulnerabilities_count_as_looked_up_only_if_every_package_was(packages: list[object], told: tuple[int, int] | None) -> None:
    found = vulnerabilities.judged(json.dumps({"dependencies": packages}), date(2026, 11, 24))
    assert (found and (found.packages, found.found)) == told
    assert vulnerabilities.judged("No answer", date(2026, 11, 24)) is None


def test_results_can_be_read_again(tmp_path: Path) -> None:
    made = Audit(AUDIT.validate_json('{"checked": "2026-11-24", "tools": {}, "own": {"pages": 0, "kinds": {}}}').checked, {"html": "x"}, SiteResult(1, {"home": {"html": Tally(1, 2)}}), known=KNOWN)
    write(made, tmp_path / "results.json")
    assert AUDIT.validate_json((tmp_path / "results.json").read_bytes()) == made


def test_every_page_of_the_real_site_has_a_kind_that_a_group_counts(site: Path) -> None:
    kinds = kinds_in(site.parent / "project", site)
    assert len(kinds) == len(list(site.rglob("*.html")))
    assert set(kinds.values()) <= frozenset().union(*GROUPS.values())
    assert kinds["index.html"] == "home"
    assert kinds["privacy/index.html"] == "text"
    assert (ROOT / "audit" / "package-lock.json").is_file()

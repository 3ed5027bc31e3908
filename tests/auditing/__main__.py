"""Run every checker over every page of the real site and of an invented one of about 2,000 pages.

Usage: make audit. What was found stands in `audit/results.json`, which the build shows on the page about checks; commit
it. Pages that have not changed since are not looked at by axe again, so that a run that was stopped goes on.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from conftest import ROOT
from knowledge_hub.audit.read import RESULTS
from knowledge_hub.audit.results import AUDIT, Audit, Check, Known, SiteResult, Tally
from knowledge_hub.project import build_time

from auditing import axe, html, reading, sites, vulnerabilities, weight
from auditing.found import FORMS, Fault, Found, Site

FOLDER = ROOT / "build" / "audit"
OF_PAGES: dict[Check, Callable[[Site], Found]] = {
    "html": html.check,
    "links": reading.links,
    "policy": reading.policies,
    "structured": reading.structured,
    "accessibility": lambda site: axe.check(site, FOLDER / "axe"),
}
OF_FILES: dict[str, Callable[[Site], Found]] = {"feeds": reading.feeds, "calendars": reading.calendars}
KNOWN = (
    Known("accessibility", FORMS, "meta-viewport"),
    Known("accessibility", FORMS, "color-contrast"),
    Known("policy", FORMS, "style-src 'unsafe-inline'"),
)
"""Faults of the form editor, which is a program by others."""


def main() -> int:
    """Return 1 if anything is wrong."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    own, invented = sites.own(FOLDER), sites.invented(FOLDER)
    tools: dict[str, str] = {}
    results = {site.name: _audit(site, tools) for site in (own, invented)}
    made = Audit(
        checked=build_time(os.environ).date(),
        tools=dict(sorted(tools.items())),
        own=results["own"],
        revision=sites.revision(),
        invented=results["invented"],
        known=KNOWN,
        vulnerabilities=vulnerabilities.known(build_time(os.environ).date()),
    )
    write(made, ROOT / RESULTS)
    print(f"{own.name}: {results['own'].faults} faults, {invented.name}: {results['invented'].faults} faults; {RESULTS}")
    return 1 if made.faults else 0


def _audit(site: Site, tools: dict[str, str]) -> SiteResult:
    kinds: dict[str, dict[Check, Tally]] = {kind: {} for kind in sorted(set(site.kinds.values()))}
    for check, run in OF_PAGES.items():
        found = _told(site, check, run)
        tools[check] = found.tool
        for kind, tallies in kinds.items():
            if pages := {page for page in found.checked if site.kinds[page] == kind}:
                tallies[check] = Tally(len(pages), sum(fault.file in pages for fault in _counted(site, check, found)))
    files = {}
    for name, run in OF_FILES.items():
        found = _told(site, name, run)
        files[name] = Tally(len(found.checked), len(found.faults))
    return SiteResult(len(site.kinds), kinds, files, weight.heaviest(site))


def _told(site: Site, name: str, run: Callable[[Site], Found]) -> Found:
    found = run(site)
    faults = list(_counted(site, name, found))
    print(f"{site.name}, {name}: {len(found.checked)} checked, {len(faults)} faults", flush=True)
    for fault in faults[:50]:
        print(f"  {fault.file}: {fault.rule} {fault.what}"[:400], flush=True)
    return found


def _counted(site: Site, name: str, found: Found) -> Iterator[Fault]:
    """Yield the faults that are not known."""
    known = {(item.check, item.kind, item.rule) for item in KNOWN}
    yield from (fault for fault in found.faults if (name, site.kinds.get(fault.file), fault.rule) not in known)


def write(made: Audit, path: Path) -> None:
    """Write the results, and see that they can be read."""
    content: dict[str, Any] = {**asdict(made), "checked": made.checked.isoformat()}
    if made.vulnerabilities:
        content["vulnerabilities"]["checked"] = made.vulnerabilities.checked.isoformat()
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    assert AUDIT.validate_json(text) == made
    path.write_text(text, "utf-8")


if __name__ == "__main__":
    sys.exit(main())

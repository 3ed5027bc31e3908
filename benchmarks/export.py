"""Measure what is left of the site when another engine builds what `hub export` writes.

Each installed engine builds the export of the real site once. Then the pages are counted that
have what ours have, the links between pages, and the bytes of a first visit to a city's page.
Usage: make bench-export
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin

import lxml.html

from build import first_visit
from others import OTHERS

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "build" / "bench-export.json"
URL = "https://hub.example/"
HAVE = {
    "pages": "true()",
    "name their other languages": "//link[@hreflang and not(@hreflang='x-default')]",
    "say what they are about": "//meta[@name='description']",
    "maps, charts and diagrams": "//main//svg[@role='img' or @role='group']",
    "forms and filters": "//main//form",
    "frames to try embeds": "//main//iframe",
    "scripts of the page, such as filters": "//script[contains(@src,'assets/') and @defer and not(contains(@src,'search.js'))]",
    "structured data (JSON-LD)": "//script[@type='application/ld+json']",
    "cards for sharing": "//meta[@property='og:image']",
    "news feeds in the head": "//link[@type='application/atom+xml']",
    "a policy for content (CSP)": "//meta[@http-equiv='content-security-policy' or @http-equiv='Content-Security-Policy']",
}
"""What pages may have, and the XPath that finds it."""
LINKS, VISIT, SEARCH = "links between pages", "first visit to a city, gzip, kB", "search index, gzip, kB"
INDEXES = ("search.json", "search/search_index.json", "search/*/*.json", "*/search.json", "*/search/search_index.json")


def main() -> None:
    """Export, build with each engine, count, and print what came of it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _run([sys.executable, "-m", "knowledge_hub.cli", "build", "--into", str(folder / "ours")], ROOT)
        sites = {"ours": folder / "ours"}
        for key, other in OTHERS.items():
            if other.is_here():
                _run([sys.executable, "-m", "knowledge_hub.cli", "export", str(folder / key)], ROOT)
                other.prepare(folder / key)
                for command in other.commands(folder / key):
                    _run(command, folder / key)
                other.gather(folder / key)
                sites[key] = folder / key / "site"
        addresses = sorted(page.parent.relative_to(sites["ours"]).as_posix() for page in sites["ours"].rglob("index.md"))
        counted = {key: _count(site, addresses) for key, site in sites.items()}
    _report(counted)


def _run(command: Any, folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def _count(site: Path, addresses: list[str]) -> Mapping[str, float]:
    """Count the pages that have something, their links, and bytes."""
    found = dict.fromkeys([*HAVE, LINKS], 0)
    for address in addresses:
        file = site / address / "index.html"
        if not file.is_file():
            continue
        page = lxml.html.document_fromstring(file.read_text("utf-8"))
        for name, path in HAVE.items():
            found[name] += bool(page.xpath(path))
        here = URL if address == "." else f"{URL}{address}/"
        links = page.xpath("//main//a[not(ancestor::nav) and not(@hreflang)]/@href")
        found[LINKS] += len({to for link in links if (to := urldefrag(urljoin(here, link))[0]).startswith(URL) and to.endswith("/") and to != here})
    indexes = {file for pattern in INDEXES for file in site.glob(pattern)}
    return {
        **found,
        SEARCH: round(sum(len(gzip.compress(file.read_bytes(), 9)) for file in indexes) / 1000, 1),
        VISIT: round(first_visit(site, "en/cities") / 1000, 1),
    }


def _report(counted: Mapping[str, Mapping[str, float]]) -> None:
    versions = {key: OTHERS[key].version() for key in counted if key in OTHERS}
    result = {"command": "make bench-export", "date": datetime.now(UTC).date().isoformat(), "versions": versions, "counted": counted}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", "utf-8")
    print(f"{'pages that have':38}" + "".join(f"{key:>12}" for key in counted))
    for name in counted["ours"]:
        print(f"{name:38}" + "".join(f"{of[name]:>12}" for of in counted.values()))
    for key, other in OTHERS.items():
        print(f"{other.name}: {versions.get(key, f'missing here ({other.get})')}")
    print(f"Written to {RESULTS.relative_to(ROOT)}")


if __name__ == "__main__":
    main()

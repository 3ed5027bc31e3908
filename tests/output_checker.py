"""Looks through a built site for words that have become something else: HTML, links, formulas, entries, statements."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import NoReturn

import lxml.etree
from calendar_reader import calendar_in, faults_of_lines
from html_checker import faults_in
from site_reader import fault_of, is_internal, pages

FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
NUMBER = re.compile(r"-?\d+(\.\d+)?(e[+-]?\d+)?")
SCHEMES = ("https://", "http://", "mailto:", "tel:", "webcal:", "webcals:")
ADDRESSES = frozenset({"href", "src", "action", "formaction", "poster", "data", "srcdoc", "xlink:href"})
NEVER = frozenset({"applet", "base", "embed", "frame", "object", "style", "x-y"})
COMPONENTS = frozenset({"VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT"})
OTHERS = ("admin/",)
"""Programs of others."""


def faults_of(site: Path) -> Iterator[str]:
    """Yield what is wrong in any file of a site."""
    for file in sorted(path for path in site.rglob("*") if path.is_file()):
        name = file.relative_to(site).as_posix()
        look = LOOKS.get(file.suffix)
        if look and not name.startswith(OTHERS):
            try:
                yield from (f"{name}: {fault}" for fault in look(file.read_text("utf-8")))
            except (ValueError, AssertionError, lxml.etree.XMLSyntaxError, csv.Error) as fault:
                yield f"{name}: {fault!r}"[:300]
    for file in sorted(site.rglob("*.ics")):
        content = file.read_bytes()
        yield from (f"{file.name}: {fault}" for fault in faults_of_lines(content))
        yield from (f"{file.name}: {part.name}" for part in calendar_in(content).walk() if part.name not in COMPONENTS)


def broken_links(site: Path) -> Iterator[str]:
    """Yield the links of generated pages that lead to nothing."""
    for page in pages(site).values():
        for link in page.links():
            if is_internal(link) and (fault := fault_of(site, page, link)):
                yield f"{page.address}: {link} {fault}"


def in_page(html: str) -> Iterator[str]:
    """Yield what a page should not hold."""
    if 'http-equiv="refresh"' not in html:
        yield from faults_in(html)
    yield from in_piece(html)


def in_piece(html: str) -> Iterator[str]:
    """Yield what no piece of HTML should hold."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    yield from reader.faults
    for statement in reader.data:
        _json(statement)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.data: list[str] = []
        self._in_data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in NEVER:
            self.faults.append(f"<{tag}>")
        self.faults += [f"<{tag} {name}>" for name in given if name.startswith("on") or name in ("style", "srcdoc")]
        for name in ADDRESSES & given.keys():
            scheme = re.match(r"[\s\x00-\x20]*([a-zA-Z][a-zA-Z0-9+.-]*:|//|\\)", given[name])
            if scheme and (tag == "iframe" or not given[name].lower().startswith(SCHEMES)):  # only our own frames
                self.faults.append(f"<{tag} {name}={given[name][:60]}>")
        if tag == "script":
            self._in_data = given.get("type", "").endswith("json")
            if not self._in_data and "src" not in given:
                self.faults.append("an inline script")

    def handle_endtag(self, tag: str) -> None:
        self._in_data = False

    def handle_data(self, data: str) -> None:
        if self._in_data:
            self.data.append(data)


def in_feed(xml: str) -> Iterator[str]:
    """Yield what an Atom feed or a sitemap should not hold."""
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True)
    root = lxml.etree.fromstring(xml.encode(), parser)
    if root.getroottree().docinfo.internalDTD is not None:
        yield "a document type"
    for node in root.iter("{*}content", "{*}summary", "{*}title"):
        if node.get("type") == "html":
            yield from in_piece(node.text or "")
    for node in root.iter("{*}link"):
        if not (node.get("href") or "").startswith(SCHEMES):
            yield f"a link to {node.get('href')}"


def in_json(text: str) -> Iterator[str]:
    """Yield what a JSON file should not hold; of a feed, also what its entries should not."""
    content = _json(text)
    if isinstance(content, dict) and "jsonfeed" in str(content.get("version")):
        for item in content["items"]:
            yield from in_piece(item.get("content_html", ""))


def in_table(text: str) -> Iterator[str]:
    """Yield cells that a spreadsheet would take for formulas, and rows of another length than the first."""
    first, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    for row in rows:
        if len(row) != len(first):
            yield f"a row of {len(row)} cells"
        for cell in row:
            if FORMULA.match(cell) and not cell.startswith("'") and not NUMBER.fullmatch(cell):
                yield f"a formula: {cell[:60]}"


def in_markdown(text: str) -> Iterator[str]:
    """Yield the links of a text for machines that run something."""
    yield from (found.group() for found in re.finditer(r"(?i)\]\(\s*(?:javascript|data|vbscript):[^)]*\)", text))


def _json(text: str) -> object:
    def refuse(constant: str) -> NoReturn:
        raise ValueError(f"{constant} is no JSON")

    return json.loads(text, parse_constant=refuse)


LOOKS: Mapping[str, Callable[[str], Iterator[str]]] = {
    ".csv": in_table,
    ".geojson": in_json,
    ".html": in_page,
    ".json": in_json,
    ".jsonld": in_json,
    ".md": in_markdown,
    ".xml": in_feed,
}
"""How files are looked through, by their ending."""

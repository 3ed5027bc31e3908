"""Checks that read: links within the site, policies, descriptions for machines, feeds, calendars."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import feedparser
import jsonschema
import lxml.etree
from calendar_reader import calendar_in, faults_of_lines, occurrences_in
from observatory import parsed
from schema_vocabulary import faults_in, nodes_in
from site_reader import BuiltPage, fault_of, is_internal

from auditing.found import EMBEDS, FORMS, MISSING, REDIRECTS, Fault, Found, Site

DATA = "application/ld+json"
OWN = {"'self'", "'none'", "blob:", "data:"}
"""Sources that may stand in a policy; that of scripts is stricter."""
LOADING = "//script/@src | //img/@src | //iframe/@src | //source/@src | //link[contains('stylesheet icon preload manifest modulepreload', @rel)]/@href"
JSON_FEED = json.loads((Path(__file__).parents[1] / "json_feed_1_1.json").read_text("utf-8"))


def page_of(site: Site, name: str) -> BuiltPage:
    """Read a page."""
    html = (site.folder / name).read_text("utf-8")
    if site.kinds[name] == MISSING:
        # It is shown anywhere, so that it leads on from the root of the host.
        return BuiltPage("", re.sub(r'((?:href|src|data-root)=")/', r"\1./", html))
    return BuiltPage(name.removesuffix("index.html"), html)


def links(site: Site) -> Found:
    """Follow every link within the site."""

    def faults() -> Iterator[Fault]:
        for name in site.pages():
            page = page_of(site, name)
            for link in dict.fromkeys(page.links()):
                if is_internal(link) and (fault := fault_of(site.folder, page, link)):
                    yield Fault(name, fault, link)

    return Found.of("lxml", site.pages(), faults())


def policies(site: Site) -> Found:
    """See that each page has a strict policy, and would work under it."""
    pages = list(site.pages(REDIRECTS))
    faults = (Fault(name, fault) for name in pages for fault in _policy(page_of(site, name)))
    return Found.of("lxml", pages, faults)


def _policy(page: BuiltPage) -> Iterator[str]:
    stated = page.all("//meta[@http-equiv='Content-Security-Policy']/@content")
    if len(stated) != 1:
        yield "there is no policy, or more than one"
        return
    policy = parsed(stated[0])
    if policy.get("default-src") != {"'none'"}:
        yield "default-src is not 'none'"
    for name, sources in policy.items():
        for source in sources - (OWN if name != "script-src" else {"'self'", "'none'"}):
            yield f"{name} {source}"
    if page.all(f"//script[not(@src) and @type!='{DATA}'] | //script[not(@src) and not(@type)] | //style | //@style"):
        yield "there is code or style within the page"
    if page.all("//@*[starts-with(name(), 'on')]"):
        yield "there is an event handler"
    for link in page.all(LOADING):
        if not is_internal(link):
            yield f"loads {link}"
    if any(link.strip().lower().startswith("javascript:") for link in page.links()):
        yield "there is a link that runs code"


def structured(site: Site) -> Found:
    """Compare what pages tell machines with the vocabulary of schema.org."""
    pages = list(site.pages(REDIRECTS, EMBEDS, FORMS, MISSING))
    graphs = {name: [json.loads(text) for text in page_of(site, name).all(f"//script[@type='{DATA}']/text()")] for name in pages}
    nodes = [node for graph in graphs.values() for node in nodes_in(graph)]
    types = {node["@id"]: node["@type"] for node in nodes if "@id" in node and "@type" in node}

    def faults() -> Iterator[Fault]:
        for name, graph in graphs.items():
            if not graph:
                yield Fault(name, "tells machines nothing")
            yield from (Fault(name, fault) for part in graph for node in nodes_in(part["@graph"]) for fault in faults_in(node, types))

    return Found.of("schema.org", pages, faults())


def _files(site: Site, tool: str, pattern: str, check: Callable[[bytes], Iterator[str]]) -> Found:
    files = {path.relative_to(site.folder).as_posix(): path.read_bytes() for path in sorted(site.folder.rglob(pattern))}
    return Found.of(tool, files, (Fault(name, fault) for name, content in files.items() for fault in check(content)))


def feeds(site: Site) -> Found:
    """Read every feed, in each of its forms."""
    atom = _files(site, "feedparser", "feeds/*.xml", _atom)
    other = _files(site, "JSON Feed 1.1", "feeds/*.json", _json)
    return Found.of(f"{atom.tool}, {other.tool}", atom.checked | other.checked, [*atom.faults, *other.faults])


def _atom(content: bytes) -> Iterator[str]:
    try:
        lxml.etree.fromstring(content)
    except lxml.etree.XMLSyntaxError as fault:
        yield str(fault)
        return
    found = feedparser.parse(content, response_headers={"content-type": "application/atom+xml; charset=utf-8"})
    if found.bozo:
        yield str(found.bozo_exception)
    if found.version != "atom10" or not found.feed.get("id") or not found.feed.get("updated"):
        yield "is no whole Atom feed"
    if not all(entry.get("id") and entry.get("title") and entry.get("updated") for entry in found.entries):
        yield "an entry lacks its id, title or date"


def _json(content: bytes) -> Iterator[str]:
    yield from (fault.message for fault in jsonschema.Draft202012Validator(JSON_FEED).iter_errors(json.loads(content)))


def calendars(site: Site) -> Found:
    """Read every calendar with two libraries."""
    return _files(site, "icalendar, recurring-ical-events", "*.ics", _calendar)


def _calendar(content: bytes) -> Iterator[str]:
    try:
        yield from faults_of_lines(content)
        entries = len(calendar_in(content).walk("VEVENT"))
        if len(occurrences_in(content)) != entries:
            yield "two readers see different entries"
    except (AssertionError, ValueError, KeyError) as fault:
        yield f"cannot be read: {fault}"



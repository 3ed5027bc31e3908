"""Reads a built site: its pages as trees, where their links lead, and the data it was built from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import lxml.html
from conftest import TODAY
from knowledge_hub.hub import Hub
from knowledge_hub.load import COLLECTIONS
from knowledge_hub.model.base import Record
from knowledge_hub.model.text import Text
from knowledge_hub.pages.address import FOLDERS
from knowledge_hub.project import build_time, icons_in, latest_day
from knowledge_hub.read import read_hub

Element: TypeAlias = Any
"""An element of lxml, which comes without types."""
HOST = "https://site.example/some/folder/"
"""Where tests pretend that the site lies: an address that leads out of the folder is noticed."""
SVG_LINK = "{http://www.w3.org/1999/xlink}href"
EMBED = re.compile(r"([a-z]{2,3}/)?embed/.+/")
FORMS = "admin/"
"""Address of the form editor."""
"""Addresses of pages that other sites show in a frame."""


@dataclass(frozen=True)
class BuiltPage:
    """One page of a built site.

    Attributes:
        address: Its address below the site's root, such as `en/cities/`; empty for the root.
        html: Its text.
    """

    address: str
    html: str

    @cached_property
    def tree(self) -> Element:
        return lxml.html.document_fromstring(self.html)

    @cached_property
    def ids(self) -> list[str]:
        return [str(id) for id in self.tree.xpath("//@id")]

    @property
    def language(self) -> str | None:
        language: str | None = self.tree.get("lang")
        return language

    @property
    def title(self) -> str:
        return words(one(self.all("//head/title")))

    def all(self, path: str, **variables: str) -> list[Element]:
        """Find elements by XPath."""
        return list(self.tree.xpath(path, **variables))

    def meta(self, name: str) -> str | None:
        """Return the content of a `<meta>`."""
        return next((item.get("content") for item in self.all("//meta[@name=$name]", name=name)), None)

    def by_id(self, id: str) -> Element:
        return one(self.all("//*[@id=$id]", id=id))

    def links(self) -> Iterator[str]:
        """Yield every address in the page as it is written: of links, files, scripts and drawings."""
        for element in self.tree.iter("*"):
            for name in ("href", "src", "poster", "action", "data-root", SVG_LINK):
                if (value := element.get(name)) is not None:
                    yield value
            for candidate in (element.get("srcset") or "").split(","):
                if candidate.strip():
                    yield candidate.split()[0]

    def leads_to(self, link: str) -> str:
        """Return the whole address of a link as a browser at `HOST` would."""
        return urljoin(HOST + self.address, link)


def report(faults: Iterable[str]) -> str:
    """Join faults to a message; the first twenty tell enough."""
    listed = [fault[:300] for fault in faults]
    return "\n".join([f"{len(listed)} faults:", *listed[:20]])


def one(found: list[Element]) -> Element:
    """Return the only element found."""
    assert len(found) == 1, f"expected one element, not {len(found)}"
    return found[0]


def words(element: Element) -> str:
    """Return the text of an element with single spaces."""
    return " ".join("".join(element.itertext()).split())


def pieces(element: Element) -> list[str]:
    """Return the text nodes of an element, without those that are blank."""
    return [" ".join(text.split()) for text in element.itertext() if text.strip()]


@lru_cache(maxsize=4)
def pages(site: Path) -> Mapping[str, BuiltPage]:
    """Return the pages of a site by address, but neither embeds nor the form editor nor redirects nor the 404 page."""
    return MappingProxyType(
        {address: page for address, page in all_pages(site).items() if not EMBED.fullmatch(address) and address != FORMS}
    )


@lru_cache(maxsize=4)
def embeds(site: Path) -> Mapping[str, BuiltPage]:
    """Return the pages of a site that other sites show in a frame, by address."""
    return MappingProxyType({address: page for address, page in all_pages(site).items() if EMBED.fullmatch(address)})


@lru_cache(maxsize=4)
def all_pages(site: Path) -> Mapping[str, BuiltPage]:
    """Return every page of a site by address, but neither redirects nor the 404 page."""
    found = {}
    for file in sorted(site.rglob("index.html")):
        address = file.parent.relative_to(site).as_posix()
        page = BuiltPage("" if address == "." else f"{address}/", file.read_text("utf-8"))
        if 'http-equiv="refresh"' not in page.html:
            found[page.address] = page
    assert found, f"there are no pages in {site}"
    return MappingProxyType(found)


@lru_cache(maxsize=4)
def hub_of(site: Path) -> Hub:
    """Read the data that a site was built from: its project lies beside it."""
    project = site.parent / "project"
    return read_hub(project / "data", latest_day(build_time({"SOURCE_DATE_EPOCH": TODAY})), icons_in(project))


def prefix(hub: Hub, language: str) -> str:
    """Return the folder of a language's pages; the first language has none."""
    return "" if language == hub.languages[0].code else f"{language}/"


def codes(hub: Hub) -> list[str]:
    return [language.code for language in hub.languages]


def path_of(hub: Hub, kind: str, id: str) -> str:
    """Return the promised path of a record's page, without language."""
    year = f"{hub.events[id].address_year}/" if kind == "event" else ""
    return f"{FOLDERS[kind]}/{year}{id}/"


def record_pages(hub: Hub) -> Iterator[tuple[str, str, str]]:
    """Yield kind, id and path of each record that has a page."""
    for kind in COLLECTIONS.values():
        if kind in FOLDERS:
            yield from ((kind, id, path_of(hub, kind, id)) for id in hub.collection(kind))


def series_pages(hub: Hub) -> set[str]:
    """Return the path of the page of each series of events."""
    return {f"events/series/{event.series}/" for event in hub.events.values() if event.series}


def written_by_hand(site: Path) -> set[str]:
    """Return the paths of the pages in `docs/`."""
    docs = site.parent / "project" / "docs"
    return {f"{file.relative_to(docs).as_posix().split('.')[0]}/" for file in docs.rglob("*.*.md")}


def below_host(address: str) -> str | None:
    """Return the part of an address below the site's root; `None` if it leads elsewhere."""
    return address.removeprefix(HOST) if address.startswith(HOST) else None


def is_internal(link: str) -> bool:
    """Tell whether a link stays on the site's origin."""
    parts = urlsplit(link)
    return not parts.scheme and not parts.netloc


def fault_of(site: Path, page: BuiltPage, link: str) -> str | None:
    """Tell what is wrong with an internal link, or return `None`."""
    whole, fragment = urldefrag(page.leads_to(link))
    below = below_host(whole)
    if below is None:
        return "leads out of the site's folder"
    file = site / unquote(urlsplit(below).path)
    if file.is_dir():
        if below and not below.endswith("/"):
            return "has no slash at its end"
        file /= "index.html"
    if not file.is_file():
        return "leads to nothing"
    if fragment and unquote(fragment) not in ids_in(site, file):
        return f"there is no id {fragment} at its target"
    return None


@lru_cache(maxsize=4096)
def ids_in(site: Path, file: Path) -> frozenset[str]:
    """Return the ids in a page or drawing."""
    known = pages(site).get(f"{file.parent.relative_to(site).as_posix()}/") if file.name == "index.html" else None
    return frozenset(known.ids if known else re.findall(r'\bid="([^"]+)"', file.read_text("utf-8")))


def texts_of(hub: Hub, language: str) -> Iterator[str]:
    """Yield every text of the data as pages of a language show it, with single spaces."""
    records = [record for kind in COLLECTIONS.values() for record in hub.collection(kind).values()]
    choices = [choice for items in hub.vocabularies.values() for choice in items.values()]
    for record in [hub.site, *records, *choices]:
        yield from _texts(record, language)


def _texts(value: object, language: str) -> Iterator[str]:
    if isinstance(value, Text):
        yield " ".join(value[language].split())
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name), language)
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item, language)
    elif isinstance(value, str):
        yield value

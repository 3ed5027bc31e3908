"""Which descriptions stand on which page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge_hub.hub import Hub
from knowledge_hub.matrix import matrix, pairs
from knowledge_hub.pages.address import FOLDERS, Addresses
from knowledge_hub.pages.compare import path_of
from knowledge_hub.pages.page import Page
from knowledge_hub.structured.describer import Describer
from knowledge_hub.structured.events import event, series
from knowledge_hub.structured.nodes import Node, to_json
from knowledge_hub.structured.organisations import organisation, project
from knowledge_hub.structured.pages import breadcrumbs, item_list, web_page, website
from knowledge_hub.structured.places import city
from knowledge_hub.structured.reference import area, areas, dataset, glossary

_LISTS = {folder: kind for kind, folder in FOLDERS.items()}


@dataclass(frozen=True)
class LinkedData:
    """Describes every page of a hub.

    Attributes:
        hub: The data.
        site_url: Absolute address of the site's root, with a slash at its end.
        pairs: The two cities of each page that compares a pair, by its path.
    """

    hub: Hub
    site_url: str
    pairs: Mapping[str, tuple[str, str]]

    def of(self, page: Page, whole: Sequence[str]) -> str:
        """Return the JSON-LD of a page, ready to stand in a `<script>`.

        Parameters:
            page: A page, generated or hand-written.
            whole: Languages in which it has all its text.
        """
        d = Describer(self.hub, Addresses(self.hub), page.address.language, self.site_url)
        main, others = self._main(d, page), _others(d, page)
        about = d.mentions("city", self.pairs.get(page.address.path, ()))
        shown = [*([main] if main else []), *others]
        return to_json([web_page(d, page, whole, main, about), *breadcrumbs(d, page), *shown])

    def _main(self, d: Describer, page: Page) -> Node | None:
        """Describe what a page shows, if it is one thing."""
        id = page.address.path.rpartition("/")[2]
        match page.kind:
            case "area":
                return area(d, self.hub.areas[id])
            case "city":
                return city(d, self.hub.cities[id])
            case "event":
                return event(d, self.hub.events[id])
            case "series":
                return series(d, id)
            case "organisation":
                return organisation(d, self.hub.organisations[id])
            case "project":
                return project(d, self.hub.projects[id])
            case "glossary":
                return glossary(d, page)
            case "data":
                return dataset(d, page)
            case kind if kind in _LISTS:
                return item_list(d, page, _LISTS[kind])
        return None


def _others(d: Describer, page: Page) -> list[Node]:
    """Describe what else has its place on a page."""
    match page.kind:
        case "home":
            return website(d)
        case "areas":
            return [areas(d, page)]
    return []


def pairs_by_path(hub: Hub) -> Mapping[str, tuple[str, str]]:
    """Return the two cities of each page that compares a pair, by its path."""
    return {path_of(pair): (pair.first.id, pair.second.id) for pair in pairs(matrix(hub))}

"""Which fact sheets and cards there are, and where they lie."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from knowledge_hub.hub import Hub
from knowledge_hub.kept import Keep, made_anew
from knowledge_hub.matrix import Matrix, matrix, pairs
from knowledge_hub.pages.compare import path_of
from knowledge_hub.pages.map import Outline, outline_of
from knowledge_hub.pages.page import Page
from knowledge_hub.pages.view import View
from knowledge_hub.sheets import card, city, network, pair
from knowledge_hub.sheets.drawing import Drawing
from knowledge_hub.sheets.frame import Maker
from knowledge_hub.sheets.material import Material

FOLDER = "sheets"
NETWORK = "network"
Key = tuple[str, str]
"""Path of a page, and its language."""


@dataclass(frozen=True)
class Plan:
    """Makes everything that is to be drawn.

    Attributes:
        hub: The data.
        view: Starts a view, from the path of a page and a language.
        site_url: Absolute address of the site's root.
        material: Colours and pictures of the theme.
        keep: Takes from an earlier build what has not changed; `view` must then note what is read of the hub.
    """

    hub: Hub
    view: Callable[[str, str], View]
    site_url: str
    material: Material
    keep: Keep = made_anew

    def sheets(self) -> dict[Key, Drawing]:
        """Return every fact sheet, by the page it belongs to."""
        found: dict[Key, Drawing] = {}
        taken: set[str] = set()
        for language in self.hub.languages:
            for path, template, name, data in self._sheets(language.code):
                address = f"{FOLDER}/{name}-{language.code}.pdf"
                if address in taken:  # cities may be called so that a pair of them reads like another city
                    address = f"{FOLDER}/{name}--{language.code}.pdf"
                taken.add(address)
                found[path, language.code] = Drawing(
                    address, template, data, leads_to=data["link"]["url"], can_wait=template == "pair"
                )
        return found

    def _sheets(self, language: str) -> Iterator[tuple[str, str, str, Mapping[str, Any]]]:
        """Yield path of the page, template, name and data of each sheet."""
        yield "", "network", NETWORK, self._data(network.data, "", language, self._table)
        for record in self.hub.cities.values():
            path, cells = f"cities/{record.id}", self._table.of_city(record.id)
            yield path, "city", record.id, self._data(city.data, path, language, record, cells)
        for two in pairs(self._table):
            path = path_of(two)
            yield path, "pair", f"{two.first.id}-{two.second.id}", self._data(pair.data, path, language, two)

    def _data(
        self, make: Callable[..., Mapping[str, Any]], path: str, language: str, *told: object
    ) -> Mapping[str, Any]:
        """Make the data of a sheet, or take them as they were made before."""
        (text,) = self.keep(
            (FOLDER, path, language),
            (told, self.site_url, self.material),
            lambda: (json.dumps(make(self._maker(path, language), *told), ensure_ascii=False),),
        )
        found: Mapping[str, Any] = json.loads(text)
        return found

    def cards(self, pages: Iterable[Page]) -> list[Drawing]:
        """Return the card of each page."""
        return [
            card.drawing(self._maker(page.address.path, page.address.language), page, self._table) for page in pages
        ]

    def _maker(self, path: str, language: str) -> Maker:
        return Maker(self.view(path, language), self.site_url, self.material, self._outline)

    @cached_property
    def _table(self) -> Matrix:
        return matrix(self.hub)

    @cached_property
    def _outline(self) -> Outline | None:
        return outline_of(self.hub.outlines, self.hub.site.country)

"""Makes fact sheets and cards of a hub, and reads them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

from conftest import ROOT, SITE_URL
from knowledge_hub.hub import Hub
from knowledge_hub.pages.render import Renderer
from knowledge_hub.read import read_hub
from knowledge_hub.sheets.drawer import Drawer
from knowledge_hub.sheets.drawing import Drawing
from knowledge_hub.sheets.material import read_material
from knowledge_hub.sheets.plan import Plan
from pypdf import PdfReader
from small_hub import ICONS, TODAY, Change

PHOTONICS = Path(__file__).parent / "hubs" / "photonics" / "data"


def plan_of(hub: Hub) -> Plan:
    """Plan the sheets and cards of a hub."""
    emblem = hub.site.funding.emblem if hub.site.funding else None
    return Plan(hub, Renderer(hub, TODAY, None).view, SITE_URL, read_material(ROOT, emblem))


def planned(hub: Hub) -> dict[tuple[str, str], Drawing]:
    """Return the sheets of a hub, planned once."""
    if id(hub) not in _PLANNED:
        _PLANNED[id(hub)] = (hub, plan_of(hub).sheets())
    return _PLANNED[id(hub)][1]


_PLANNED: dict[int, tuple[Hub, dict[tuple[str, str], Drawing]]] = {}
"""Hubs are kept beside their sheets, so that no other takes the place of one in memory."""


def photonics_after(folder: Path, *changes: Change) -> Hub:
    """Read the second hub, after changes to a copy of it."""
    if not changes:
        return read_hub(PHOTONICS, TODAY, ICONS)
    data = Path(shutil.copytree(PHOTONICS, folder / "data"))
    for change in changes:
        change(data)
    return read_hub(data, TODAY, ICONS)


def draw(drawer: Drawer, hub: Hub, path: str, language: str) -> Pdf:
    """Draw the fact sheet that belongs to one page."""
    drawing = planned(hub)[path, language]
    return Pdf(drawer.draw([drawing])[drawing.address])


@dataclass(frozen=True)
class Pdf:
    """A fact sheet as a reader of PDF sees it."""

    content: bytes

    @cached_property
    def reader(self) -> PdfReader:
        return PdfReader(BytesIO(self.content))

    @cached_property
    def root(self) -> Any:
        return self.reader.trailer["/Root"]

    @cached_property
    def text(self) -> str:
        """Its words in reading order, with single spaces; words divided at the end of a line are joined."""
        pages = "\n".join(page.extract_text() for page in self.reader.pages)
        return " ".join(re.sub(r"(?<=\w)\N{HYPHEN}\n|(?<=\w)-\n(?=[a-zåäö])", "", pages).split())

    @property
    def links(self) -> set[str]:
        """Addresses that it leads to."""
        found = set()
        for page in self.reader.pages:
            for annotation in page.get("/Annots", []):
                action = annotation.get_object().get("/A")
                if action and "/URI" in action:
                    found.add(str(action["/URI"]))
        return found

    @cached_property
    def elements(self) -> list[tuple[str, dict[str, Any]]]:
        """Structure elements in order: role and dictionary."""
        return list(_elements(self.root["/StructTreeRoot"]["/K"]))

    @property
    def roles(self) -> list[str]:
        return [role for role, _ in self.elements]

    @property
    def alternatives(self) -> list[str]:
        """What its pictures say to those who do not see them."""
        return [str(element.get("/Alt", "")) for role, element in self.elements if role == "Figure"]


def _elements(node: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from _elements(child)
    elif isinstance(node, dict) and "/S" in node:
        yield str(node["/S"])[1:], node
        if "/K" in node:
            yield from _elements(node["/K"])

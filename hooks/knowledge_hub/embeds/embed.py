"""Which embeds there are, and what each shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge_hub.embeds import heights
from knowledge_hub.hub import Hub
from knowledge_hub.matrix import Matrix, matrix
from knowledge_hub.model.records import City
from knowledge_hub.pages.events import split
from knowledge_hub.pages.map import Outline, outline_of
from knowledge_hub.pages.spec import Data, Words, words
from knowledge_hub.pages.view import View

PARENT = "embed"
SCHEMES = ("light", "dark")
"""Colour schemes that an address can ask for; without one, an embed follows its reader's system."""
SHOWN_EVENTS = 3
SHOWN_STRENGTHS = 3


@dataclass(frozen=True)
class Embed:
    """A small page for a frame.

    Attributes:
        kind: What it shows, such as `city`: its template, and its group on the page about embeds.
        path: Path without language and colour scheme.
        title: Gives its title, which stands in code that others have copied and so does not change with the data.
        leads_to: Path of the page of the hub that tells more.
        height: Height of the frame in CSS pixels, enough in each language from the narrowest frame on.
        data: Gives what the template needs.
        checked: Day an editor last went through what it shows.
        aliases: Former paths.
    """

    kind: str
    path: str
    title: Words
    leads_to: str
    height: int
    data: Data
    checked: date | None = None
    aliases: tuple[str, ...] = ()

    def path_in(self, scheme: str | None) -> str:
        """Return the path in a colour scheme."""
        return f"{self.path}/{scheme}" if scheme else self.path


def embeds(hub: Hub, today: date) -> list[Embed]:
    """Decide every embed of a hub, in the order in which a page offers them."""
    table = matrix(hub)
    outline = outline_of(hub.outlines, hub.site.country)
    return [
        *_cities(hub, table),
        *([_map(hub, outline)] if outline else []),
        *([_matrix(hub, table)] if hub.cities and hub.areas else []),
        *_events(hub, today),
    ]


def _cities(hub: Hub, table: Matrix) -> Iterator[Embed]:
    height = heights.of_cities(hub, table, SHOWN_STRENGTHS)
    for item in hub.cities.values():
        yield _city(hub, table, item, height)


def _city(hub: Hub, table: Matrix, item: City, height: int) -> Embed:
    counts = {
        "organisations": len(hub.organisations_of(item.id)),
        "sites": len(item.sites),
        "investments": len(item.investments),
    }

    def data(view: View) -> Mapping[str, Any]:
        cells = table.of_city(item.id)[:SHOWN_STRENGTHS]
        return {"city": item, "cells": cells, "counts": [(key, count) for key, count in counts.items() if count]}

    return Embed(
        kind="city",
        path=f"{PARENT}/city/{item.id}",
        title=lambda view: view.plain(item.name),
        leads_to=f"cities/{item.id}",
        height=height,
        data=data,
        checked=item.checked,
        aliases=tuple(f"{PARENT}/city/{alias}" for alias in item.aliases),
    )


def _map(hub: Hub, outline: Outline) -> Embed:
    return Embed(
        kind="map",
        path=f"{PARENT}/map",
        title=words("embed.titles.map"),
        leads_to="",
        height=heights.of_map(hub, outline),
        data=lambda view: {"map": outline.svg(view, target="_top")},
    )


def _matrix(hub: Hub, table: Matrix) -> Embed:
    levels = sorted(hub.vocabularies["level"].values(), key=lambda level: -hub.level(level.id).weight)
    return Embed(
        kind="matrix",
        path=f"{PARENT}/matrix",
        title=words("embed.titles.matrix"),
        leads_to="matrix",
        height=heights.of_matrix(hub, table),
        data=lambda view: {"table": table, "levels": levels},
    )


def _events(hub: Hub, today: date) -> Iterator[Embed]:
    """Give the coming events, the latest if none is coming, and nothing if there are none at all."""
    calendar = split(hub, today)
    shown = (calendar.coming or calendar.past)[:SHOWN_EVENTS]
    heading = "events.coming" if calendar.coming else "home.latest"
    if shown:
        yield Embed(
            kind="events",
            path=f"{PARENT}/events",
            title=words("embed.titles.events"),
            leads_to="events",
            height=heights.of_events(hub, SHOWN_EVENTS),
            data=lambda view: {"events": shown, "heading": heading},
        )

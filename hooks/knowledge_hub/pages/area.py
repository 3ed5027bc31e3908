"""Areas of expertise and the list of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from knowledge_hub.feeds.names import NEWS, of_area
from knowledge_hub.hub import Hub
from knowledge_hub.matrix import Matrix, Row
from knowledge_hub.pages.home import stages
from knowledge_hub.pages.parts import Excerpt, excerpt, listings
from knowledge_hub.pages.spec import Spec, words
from knowledge_hub.pages.subscription import alternatives, subscription
from knowledge_hub.pages.view import View


def specs(hub: Hub, table: Matrix) -> list[Spec]:
    """Give the list of areas and a page for each."""
    index = Spec(
        path="areas",
        kind="areas",
        styles=("standing",),
        title=words("nav.areas"),
        description=words("areas.description"),
        data=lambda view: {"stages": stages(hub, table)},
    )
    return [index, *(page for row in table.rows for page in _pages(hub, row))]


def _pages(hub: Hub, row: Row) -> list[Spec]:
    area, path = row.area, f"areas/{row.area.id}"
    organisations, projects, events = hub.in_area(area.id)
    lists: dict[str, Excerpt[Any]] = {
        "organisations": excerpt(path, "organisations", organisations),
        "projects": excerpt(path, "projects", projects),
        "events": excerpt(path, "events", list(reversed(events))),
    }

    def data(view: View) -> Mapping[str, Any]:
        return {
            "area": area,
            "row": row,
            "cells": [*row.strong, *row.supporting],
            **lists,
            "subscription": subscription(view, "area", area.id),
        }

    page = Spec(
        path=path,
        kind="area",
        styles=("area", "standing", "terms"),
        record=("area", area.id),
        checked=area.checked,
        data=data,
        parents=("", "areas"),
        alternatives=lambda view: alternatives(view, "area", area.id),
        feeds=(of_area(area.id), of_area(area.id, NEWS)),
        aliases=tuple(f"areas/{alias}" for alias in area.aliases),
        title=lambda view: view.plain(area.name),
        description=lambda view: view.plain(area.definition),
    )
    return [page, *listings(page, lists, page.title)]

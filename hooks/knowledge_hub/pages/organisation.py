"""Organisations and the directory of them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby, islice
from typing import Any

from knowledge_hub.hub import Hub
from knowledge_hub.matrix import Cell, Matrix
from knowledge_hub.model.records import Organisation
from knowledge_hub.pages.home import stages
from knowledge_hub.pages.parts import Excerpt, Part, excerpt, in_parts, listings, parts
from knowledge_hub.pages.spec import Spec, words
from knowledge_hub.pages.view import View

SUMMARY_LENGTH = 155
"""Characters of a description that search engines show."""
MOST_NEARBY = 12
"""Organisations of the same city and area that a page names."""


def specs(hub: Hub, table: Matrix) -> list[Spec]:
    """Give the directory and a page for each organisation."""
    return [
        *_directory(hub, table),
        *(page for item in hub.organisations.values() for page in _pages(hub, table, item)),
    ]


def _directory(hub: Hub, table: Matrix) -> list[Spec]:
    """Give the directory, in parts if it is long."""
    ranks = {kind: rank for rank, kind in enumerate(hub.vocabularies["organisation_kind"])}
    items = sorted(hub.organisations.values(), key=lambda item: ranks[item.kind])
    found, shared = parts("organisations", items), {"stages": stages(hub, table), "stages_of": _stages_of(hub)}
    kinds = [(kind, len(list(members))) for kind, members in groupby(items, key=lambda item: item.kind)]
    begins = {item.kind: part.path for part in reversed(found) for item in part.items}

    def data(view: View, part: Part[Organisation]) -> Mapping[str, Any]:
        groups = [(kind, list(members)) for kind, members in groupby(part.items, key=lambda item: item.kind)]
        return {**shared, "groups": groups, "kinds": kinds, "begins": begins}

    index = Spec(
        path="organisations",
        kind="organisations",
        styles=("choices",),
        title=words("nav.organisations"),
        description=words("organisations.description"),
        scripts=("directory",),
    )
    return in_parts(index, found, data)


def _stages_of(hub: Hub) -> dict[str, list[str]]:
    """Stages of the value chain in which each organisation works, by its areas."""
    return {item.id: sorted({str(hub.areas[area].stage) for area in item.areas}) for item in hub.organisations.values()}


def _pages(hub: Hub, table: Matrix, item: Organisation) -> list[Spec]:
    path = f"organisations/{item.id}"
    projects, events = hub.with_party(item.id)
    lists: dict[str, Excerpt[Any]] = {
        "projects": excerpt(path, "projects", projects),
        "events": excerpt(path, "events", list(reversed(events))),
    }

    def data(view: View) -> Mapping[str, Any]:
        return {
            "item": item,
            "cells": _strengths(table, item),
            "members": [other.id for other in hub.members_of(item.id)],
            "sites": [(city, site) for city in hub.cities.values() for site in city.sites if site.operator == item.id],
            "investments": [
                (city, made)
                for city in hub.cities.values()
                for made in city.investments
                if made.organisation == item.id
            ],
            **lists,
            "nearby": _nearby(hub, item),
        }

    page = Spec(
        path=path,
        kind="organisation",
        styles=("record",),
        record=("organisation", item.id),
        checked=item.checked,
        data=data,
        parents=("", "organisations"),
        aliases=tuple(f"organisations/{alias}" for alias in item.aliases),
        title=lambda view: view.plain(item.name),
        description=lambda view: shorten(str(view.inline(item.description).striptags())),
    )
    return [page, *listings(page, lists, page.title)]


def _strengths(table: Matrix, item: Organisation) -> list[Cell]:
    return [
        cell for row in table.rows for cell in row.cells if cell.strength and item.id in cell.strength.organisations
    ]


def _nearby(hub: Hub, item: Organisation) -> list[str]:
    """Organisations of the same city that share its main area."""
    if item.city is None:
        return []
    others = hub.organisations_of(item.city)
    return list(islice((it.id for it in others if it.id != item.id and item.areas[0] in it.areas), MOST_NEARBY))


def shorten(text: str, limit: int = SUMMARY_LENGTH) -> str:
    """Cut a text at the end of a sentence, else at a word."""
    if len(text) <= limit:
        return text
    sentence = text.rfind(". ", limit // 2, limit)
    if sentence > 0:
        return text[: sentence + 1]
    return text[: text.rfind(" ", 0, limit - 1)].rstrip(" ,;:–") + "…"

"""The fact sheet of two cities side by side, on one or two pages."""

from __future__ import annotations

from typing import Any

from knowledge_hub.matrix import Cell, Pair, Row
from knowledge_hub.model.records import City
from knowledge_hub.sheets.frame import Maker, more, options, project

EVIDENCE = (260, 130, 70, 45)
"""Most characters of the reason for a strength."""
NAMES_ON_MAP = 46
"""Size of the names on the small map, in its own units."""
SHORT = 5
"""Most rows of strengths with which all may have room on one page; with more, that is not tried."""
MAP = (66, 54)
"""Heights of the map in millimetres."""
MANY = 7
"""Rows of strengths beyond which there is no room for the longest reasons."""
FIGURES = 4
"""Figures of a city."""
JOINT = 6
"""Joint projects."""


def data(make: Maker, pair: Pair) -> dict[str, Any]:
    """Return what the sheet shows.

    Parameters:
        make: Makes values of the sheet's language.
        pair: The two cities and what they are to each other.
    """
    view = make.view
    cities = (pair.first, pair.second)
    names = [view.plain(city.name) for city in cities]
    joint = [item for item in view.hub.projects.values() if all(city.id in item.cities for city in cities)]
    return {
        **make.frame(
            view.ui("compare.pair_title", first=names[0], second=names[1]),
            view.ui("compare.pair_description", first=names[0], second=names[1]),
            max(city.checked for city in cities),
        ),
        "eyebrow": [view.ui("nav.compare")],
        "heading": [make.text(city.name) for city in cities],
        "cities": [_city(make, city) for city in cities],
        "map": make.map(view.ui("map.of_one", city=view.formats.list(names)), [c.id for c in cities], NAMES_ON_MAP),
        "together": {"title": view.ui("compare.together"), "rows": _together(make, pair)},
        "strengths": {
            "title": view.ui("city.strengths"),
            "note": view.ui("city.strengths_note"),
            "columns": [view.ui("matrix.area"), *(make.text(city.name) for city in cities)],
            "rows": [_row(make, row, one, two) for row, one, two in pair.rows],
            "none": view.ui("matrix.none"),
            "more": more(view, len(pair.rows)),
        },
        "figures": {"title": view.ui("city.figures"), "none": view.ui("not_known")},
        "sites": {"title": view.ui("city.sites"), "none": view.ui("not_known")},
        "investments": {"title": view.ui("city.investments"), "none": view.ui("invest.no_investments")},
        "joint": {
            "title": view.ui("compare.joint"),
            "none": view.ui("compare.no_joint"),
            "rows": [project(make, item) for item in joint],
            "more": more(view, len(joint)),
        },
        "contacts": {
            "title": view.ui("city.contacts"),
            "rows": [{**make.contacts(city)[0], "role": make.text(city.name)} for city in cities],
        },
        "short": len(pair.rows) <= SHORT,
        "room_first": _room_first(len(pair.rows)),
        "room": _room(
            max(len(city.sites) for city in cities),
            max(len(city.investments) for city in cities),
            min(len(joint), JOINT),
        ),
    }


def _city(make: Maker, city: City) -> dict[str, object]:
    view = make.view
    figures = sorted(city.figures, key=lambda item: not item.headline)[:FIGURES]
    return {
        "name": make.text(city.name),
        "region": [make.text(city.region), make.text(view.hub.choice("network_role", city.role).label)],
        "url": make.page_url(view.addresses.path_of("city", city.id)),
        "headline": make.text(city.headline),
        "figures": [make.figure(item) for item in figures],
        "sites": {
            "rows": [
                {
                    "name": make.text(site.name),
                    "kind": make.text(view.hub.choice("site_kind", site.kind).label),
                    "place": make.place(site),
                }
                for site in city.sites
            ],
            "more": more(view, len(city.sites)),
        },
        "investments": {
            "rows": [
                {
                    "name": make.text(item.name),
                    "status": make.status("investment_status", item.status),
                    "date": make.dated(item),
                }
                for item in city.investments
            ],
            "more": more(view, len(city.investments)),
        },
    }


def _together(make: Maker, pair: Pair) -> list[str]:
    """Return in sentences what only one is strong in, and what both are."""
    view = make.view

    def areas(ids: tuple[str, ...]) -> str:
        return view.formats.list([view.plain(view.hub.areas[id].name) for id in ids])

    told = [
        view.ui("compare.only", city=view.plain(city.name), areas=areas(ids))
        for city, ids in ((pair.first, pair.gives), (pair.second, pair.takes))
        if ids
    ]
    return [*told, view.ui("compare.shared", areas=areas(pair.shared))] if pair.shared else told


def _row(make: Maker, row: Row, *cells: Cell) -> dict[str, object]:
    return {
        "area": make.text(row.area.name),
        "url": make.page_url(make.view.addresses.path_of("area", row.area.id)),
        "cells": [
            {
                "level": make.level(cell.strength.level),
                "why": make.shorter(cell.strength.evidence, *EVIDENCE),
            }
            if cell.strength
            else None
            for cell in cells
        ],
    }


def _room_first(rows: int) -> list[dict[str, int]]:
    """Return how much the first page may show: height of the map, length of reasons, and how many rows."""
    first = 0 if rows <= MANY else 1  # what has no room need not be tried
    lengths = [
        {"evidence": place, "rows": rows, "map": height}
        for place in (*range(first, len(EVIDENCE)), -1)
        for height in MAP
    ]
    return options(*lengths, *({"rows": count} for count in range(rows - 1, 0, -1)))


def _room(sites: int, investments: int, joint: int) -> list[dict[str, int]]:
    """Return how much may stand after it. `about`: whether joint projects are told of."""
    steps: list[dict[str, int]] = [
        {"figures": FIGURES, "sites": sites, "investments": investments, "joint": joint, "about": 1},
        {"about": 0},
    ]
    left = {"sites": sites, "investments": investments}
    while left["sites"] > 3 or left["investments"] > 3:
        longer = max(left, key=lambda key: left[key])
        left[longer] -= 1
        steps.append({longer: left[longer]})
    steps += [{"figures": 2}, {"joint": min(joint, 2)}, {"investments": 0}, {"sites": min(sites, 1)}, {"figures": 0}]
    return options(*steps)

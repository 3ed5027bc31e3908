"""The fact sheet of the network: who it is on the first page, what it is good at on the second."""

from __future__ import annotations

from typing import Any

from knowledge_hub.matrix import Cell, Matrix, Row
from knowledge_hub.model.records import City, Investment
from knowledge_hub.pages.home import headline_figures, newest_investments
from knowledge_hub.sheets.frame import Maker, more, options
from knowledge_hub.sheets.text import paragraphs, shortened_paragraphs

INTRODUCTION = (900, 600, 350)
"""Most characters of the introduction."""
MOST_COLUMNS = 9
"""Most cities that stand side by side in the matrix; of more, a row names those that are strong."""
NAMES_ON_MAP = 24
"""Size of the names on the map, in its own units."""
SIDE = 8
"""Most cities whose list has room beside the map."""


def data(make: Maker, table: Matrix) -> dict[str, Any]:
    """Return what the sheet shows.

    Parameters:
        make: Makes values of the sheet's language.
        table: Cities, areas and levels.
    """
    view, hub = make.view, make.view.hub
    name = view.plain(hub.site.name)
    introduction, language = hub.site.introduction.shown_in(view.language)
    figures, news = headline_figures(hub), newest_investments(hub)
    names = view.formats.list([view.plain(city.name) for city in table.cities])
    return {
        **make.frame(
            f"{name} – {view.ui('sheet.network')}",
            view.plain(hub.site.description),
            max([hub.site.checked, *(city.checked for city in table.cities)]),
        ),
        "eyebrow": [view.ui("sheet.network")],
        "heading": make.text(hub.site.name),
        "headline": make.text(hub.site.tagline),
        "introduction": [shortened_paragraphs(paragraphs(introduction), limit) for limit in INTRODUCTION],
        "introduction_lang": None if language == view.language else language,
        "tally": _tally(make),
        "map": make.map(f"{view.ui('map.title', n=len(table.cities))}: {names}", size=NAMES_ON_MAP),
        "beside": len(table.cities) <= SIDE,
        "cities": {
            "title": view.ui("nav.cities"),
            "rows": [_city(make, city, table.of_city(city.id)) for city in table.cities],
            "more": more(view, len(table.cities)),
        },
        "matrix": _matrix(make, table),
        "figures": {
            "title": view.ui("home.figures"),
            "columns": [view.ui("organisation.city"), view.ui("city.figures"), view.ui("nav.sources")],
            "rows": [{**make.figure(item), "where": make.text(city.name)} for city, item in figures],
            "more": more(view, len(figures)),
        },
        "investments": {
            "title": view.ui("home.news"),
            "columns": [view.ui(f"investment.{key}") for key in ("what", "status", "amount")],
            "rows": [_investment(make, city, item) for city, item in news],
            "more": more(view, len(news)),
        },
        "contacts": {"title": view.ui("about.contact"), "rows": make.contacts_of([hub.site.contact])},
        "room_first": _room_first(len(table.cities)),
        "room": _room(len(table.rows), len(figures), len(news)),
    }


def _tally(make: Maker) -> list[dict[str, str]]:
    hub, view = make.view.hub, make.view
    counts = (
        ("cities", len(hub.cities)),
        ("organisations", len(hub.organisations)),
        ("projects", len(hub.projects)),
        ("sources", len(hub.sources)),
    )
    return [{"value": view.number(count), "label": view.ui(f"home.tally.{key}")} for key, count in counts if count]


def _city(make: Maker, city: City, cells: tuple[Cell, ...]) -> dict[str, object]:
    """Return a city with the areas in which it is strongest."""
    best = [cell for cell in cells if cell.level == cells[0].level]
    return {
        "name": make.text(city.name),
        "region": make.text(city.region),
        "url": make.page_url(make.view.addresses.path_of("city", city.id)),
        "headline": make.text(city.headline),
        "level": make.level(best[0].strength.level) if best and best[0].strength else None,
        "areas": [make.text(cell.area.short_name) for cell in best],
    }


def _matrix(make: Maker, table: Matrix) -> dict[str, object]:
    view = make.view
    wide = len(table.cities) > MOST_COLUMNS
    return {
        "title": view.ui("nav.matrix"),
        "note": view.ui("city.strengths_note"),
        "wide": wide,
        "columns": [view.ui("matrix.area"), view.ui("matrix.standing")]
        if wide
        else [view.ui("matrix.area"), *(make.text(city.name) for city in table.cities)],
        "rows": [_row(make, row) for row in table.rows],
        "none": view.ui("matrix.none"),
        "more": more(view, len(table.rows)),
    }


def _row(make: Maker, row: Row) -> dict[str, object]:
    view = make.view
    groups = (("matrix.strong", row.strong), ("matrix.supporting", row.supporting))
    told = [
        f"{view.ui(key)} {view.formats.list([view.plain(cell.city.name) for cell in cells])}"
        for key, cells in groups
        if cells
    ]
    return {
        "area": make.text(row.area.short_name),
        "url": make.page_url(view.addresses.path_of("area", row.area.id)),
        "cells": [make.level(cell.strength.level) if cell.strength else None for cell in row.cells],
        "told": "; ".join(told),
    }


def _investment(make: Maker, city: City, item: Investment) -> dict[str, object]:
    return {
        "name": make.text(item.name),
        "city": make.text(city.name),
        "status": make.status("investment_status", item.status),
        "date": make.dated(item),
        "amount": make.amount(item.amount) if item.amount else make.view.ui("not_known"),
        "amount_date": make.dated(item.amount) if item.amount else None,
    }


def _room_first(cities: int) -> list[dict[str, int]]:
    """Return how much the first page may show.

    `map`: its width in millimetres; `told`: 2 headline and areas of a city, 1 areas only, 0 its name.
    """
    steps: list[dict[str, int]] = [
        {"introduction": 0, "cities": cities, "told": 2, "map": 84},
        {"map": 76},
        {"introduction": 1},
        {"map": 66},
        {"introduction": 2},
        {"told": 1},
        {"told": 0},
        {"map": 50},
    ]
    return options(*steps, *({"cities": count} for count in range(cities - 1, -1, -1)))


def _room(rows: int, figures: int, investments: int) -> list[dict[str, int]]:
    """Return how much the second page may show."""
    steps: list[dict[str, int]] = [{"rows": rows, "figures": figures, "investments": investments}]
    steps += [{"investments": count} for count in range(investments - 1, 1, -1)]
    steps += [{"figures": count} for count in range(figures - 1, 2, -1)]
    steps += [{"investments": 0}, {"figures": 0}]
    return options(*steps, *({"rows": count} for count in range(rows - 1, -1, -1)))

"""The fact sheet of a city: two pages of its profile."""

from __future__ import annotations

from typing import Any

from knowledge_hub.matrix import Cell
from knowledge_hub.model.figure import Feature
from knowledge_hub.model.records import City, Investment, Site
from knowledge_hub.sheets.frame import Maker, Shown, more, options, project
from knowledge_hub.sheets.text import paragraphs, shortened_paragraphs

PROFILE = (1400, 1200, 1050, 900, 780, 660, 540, 420, 300)
"""Most characters of the profile; the longest one that has room is taken."""
EVIDENCE = (420, 260, 140)
"""Most characters of the reason for a strength."""
SHORT = (420, 220, 130)
"""Most characters of the description of a site or an investment."""
HEADLINES = 4
"""Figures on the first page."""
NAME_ON_MAP = 46
"""Size of the name on the small map, in its own units."""
FEATURES = 3
"""Features of a site."""


PROJECTS = 5
"""Projects, where there is room for them."""


def data(make: Maker, city: City, cells: tuple[Cell, ...]) -> dict[str, Any]:
    """Return what the sheet shows.

    Parameters:
        make: Makes values of the sheet's language.
        city: The city.
        cells: Its strengths, strongest first.
    """
    view = make.view
    name = view.plain(city.name)
    first = [item for item in city.figures if item.headline][:HEADLINES]
    others = [item for item in city.figures if item not in first]
    projects = view.hub.projects_of(city.id)
    profile, language = city.profile.shown_in(view.language)
    return {
        **make.frame(f"{name} – {view.ui('sheet.kind')}", view.plain(city.summary), city.checked),
        "eyebrow": [make.text(city.region), make.text(view.hub.choice("network_role", city.role).label)],
        "heading": make.text(city.name),
        "headline": make.text(city.headline),
        "profile": _lengths(paragraphs(profile)),
        "profile_lang": None if language == view.language else language,
        "map": make.map(view.ui("map.of_one", city=name), [city.id], NAME_ON_MAP),
        "first_figures": [make.figure(item) for item in first],
        "strengths": {
            "title": view.ui("city.strengths"),
            "note": view.ui("city.strengths_note"),
            "columns": [view.ui("matrix.area"), view.ui("sheet.level"), view.ui("matrix.evidence")],
            "rows": [_strength(make, cell, cells) for cell in cells],
            "more": more(view, len(cells)),
        },
        "figures": {
            "title": view.ui("city.figures"),
            "rows": [make.figure(item) for item in others],
            "more": more(view, len(others)),
        },
        "sites": {
            "title": view.ui("city.sites"),
            "columns": [view.ui("invest.site"), view.ui("invest.features")],
            "rows": [_site(make, site) for site in city.sites],
            "more": more(view, len(city.sites)),
        },
        "investments": {
            "title": view.ui("city.investments"),
            "columns": [view.ui(f"investment.{key}") for key in ("what", "status", "amount", "capacity")],
            "none": view.ui("invest.no_investments"),
            "rows": [_investment(make, item) for item in city.investments],
            "more": more(view, len(city.investments)),
        },
        "organisations": {
            "title": view.ui("city.organisations"),
            "told": view.formats.list([view.plain(item.name) for item in view.hub.organisations_of(city.id)]),
        },
        "projects": {
            "title": view.ui("city.projects"),
            "rows": [project(make, item) for item in projects],
            "more": more(view, len(projects)),
        },
        "contacts": {"title": view.ui("city.contacts"), "rows": make.contacts(city)},
        "room_first": _room_first(len(cells)),
        "room": _room(len(others), len(city.sites), len(city.investments), min(len(projects), PROJECTS)),
    }


def _lengths(profile: list[str]) -> list[list[str]]:
    found = [shortened_paragraphs(profile, limit) for limit in PROFILE]
    return [item for place, item in enumerate(found) if item not in found[:place]]


def _strength(make: Maker, cell: Cell, cells: tuple[Cell, ...]) -> dict[str, object]:
    assert cell.strength is not None
    bases = {item.strength.basis for item in cells if item.strength}
    basis = make.view.hub.choice("basis", cell.strength.basis)
    return {
        "area": make.text(cell.area.name),
        "url": make.page_url(make.view.addresses.path_of("area", cell.area.id)),
        "level": make.level(cell.strength.level),
        "basis": make.text(basis.label) if len(bases) > 1 else None,
        "why": make.shorter(cell.strength.evidence, *EVIDENCE),
    }


def _site(make: Maker, site: Site) -> dict[str, object]:
    view = make.view
    return {
        "name": make.text(site.name),
        "kind": make.text(view.hub.choice("site_kind", site.kind).label),
        "place": make.place(site),
        "about": make.shorter(site.description, *SHORT),
        "features": [
            [make.text(view.hub.choice("site_feature", item.feature).label), _feature(make, item)]
            for item in site.features
            if item.value is not None
        ][:FEATURES],
    }


def _feature(make: Maker, item: Feature) -> Shown:
    if isinstance(item.value, bool):
        return make.view.ui("value.positive" if item.value else "value.negative")
    return make.amount(item)


def _investment(make: Maker, item: Investment) -> dict[str, object]:
    unknown = make.view.ui("not_known")
    organisation = make.view.hub.organisations[item.organisation].name if item.organisation else None
    return {
        "name": make.text(item.name),
        "organisation": make.text(organisation) if organisation else None,
        "place": make.place(item),
        "status": make.status("investment_status", item.status),
        "date": make.dated(item),
        "amount": make.amount(item.amount) if item.amount else unknown,
        "amount_date": make.dated(item.amount) if item.amount else None,
        "capacity": make.amount(item.capacity) if item.capacity else unknown,
        "capacity_date": make.dated(item.capacity) if item.capacity else None,
        "about": make.shorter(item.description, *SHORT),
    }


def _room(figures: int, sites: int, investments: int, projects: int) -> list[dict[str, int]]:
    """Return how much the second page may show; the first that fits is taken.

    `sites_text`: 4, 3 and 2 features and the long, the shorter and the shortest description, 1 features, 0 the name
    only. `investments_text`: 3, 2 and 1 the long, the shorter and the shortest description, 0 none.
    """
    rows = {"figures": figures, "sites": sites, "investments": investments}
    steps: list[dict[str, int]] = [
        {**rows, "sites_text": 4, "investments_text": 3, "organisations": 1, "projects": projects},
        {"investments_text": 2},
        {"sites_text": 3},
        {"projects": min(projects, 2)},
        {"projects": 0},
        {"investments_text": 1},
        {"organisations": 0},
        {"sites_text": 2},
        {"investments_text": 0},
        {"figures": min(figures, HEADLINES)},
        {"sites_text": 1},
        {"figures": 0},
        {"sites_text": 0},
    ]
    left = dict(rows)
    while left["sites"] > 1 or left["investments"] > 1:
        longer = max(("sites", "investments"), key=lambda key: left[key])
        left[longer] -= 1
        steps.append({longer: left[longer]})
    steps += [{"sites": min(1, sites), "investments": 0}, {"sites": 0}]
    return options(*steps)


def _room_first(strengths: int) -> list[dict[str, int]]:
    """Return how much the first page may show: which length of profile and reasons, and how many strengths."""
    steps: list[dict[str, int]] = [
        {"profile": 0, "evidence": 0, "strengths": strengths},
        {"evidence": 1},
        {"profile": 1},
        {"evidence": 2},
        {"profile": 2},
        {"evidence": -1},
    ]
    return options(*steps, *({"strengths": count} for count in range(strengths - 1, 0, -1)))

"""City profiles and the list of cities."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from knowledge_hub.feeds.names import NEWS, of_city
from knowledge_hub.hub import Hub
from knowledge_hub.matrix import Matrix
from knowledge_hub.model.records import City
from knowledge_hub.pages.description import brief
from knowledge_hub.pages.map import Outline
from knowledge_hub.pages.parts import Excerpt, excerpt, listings
from knowledge_hub.pages.spec import Spec, words
from knowledge_hub.pages.subscription import alternatives, subscription
from knowledge_hub.pages.view import View


def specs(hub: Hub, table: Matrix, outline: Outline | None) -> list[Spec]:
    """Give the list of cities and a page for each."""
    index = Spec(
        path="cities",
        kind="cities",
        title=words("nav.cities"),
        description=words("cities.description"),
        data=lambda view: {"rows": [(city, table.of_city(city.id), _counts(hub, city)) for city in table.cities]},
    )
    return [index, *(page for city in hub.cities.values() for page in _profile(hub, table, city, outline))]


def _counts(hub: Hub, city: City) -> tuple[int, int, int]:
    return len(hub.organisations_of(city.id)), len(city.sites), len(city.investments)


def _profile(hub: Hub, table: Matrix, city: City, outline: Outline | None) -> list[Spec]:
    path = f"cities/{city.id}"
    lists: dict[str, Excerpt[Any]] = {
        "organisations": excerpt(path, "organisations", hub.organisations_of(city.id)),
        "projects": excerpt(path, "projects", hub.projects_of(city.id)),
        "events": excerpt(path, "events", list(reversed(hub.events_of(city.id)))),
    }
    sections = (
        ("strengths", len(city.strengths)),
        ("figures", len(city.figures)),
        ("sites", len(city.sites)),
        ("investments", len(city.investments)),
        *((kind, len(items)) for kind, items in lists.items()),
        ("contacts", len(city.contacts)),
    )

    def data(view: View) -> Mapping[str, Any]:
        return {
            "city": city,
            "cells": table.of_city(city.id),
            "others": [(code, name) for code, name in city.name.items() if code not in _site_languages(hub)],
            "headline_figures": [item for item in city.figures if item.headline],
            "investments": [(city, item) for item in city.investments],
            **lists,
            "sections": sections,
            "subscription": subscription(view, "city", city.id),
            "map": outline.svg(view, only=city) if outline else None,
        }

    page = Spec(
        path=path,
        kind="city",
        record=("city", city.id),
        checked=city.checked,
        data=data,
        parents=("", "cities"),
        alternatives=lambda view: alternatives(view, "city", city.id),
        feeds=(of_city(city.id), of_city(city.id, NEWS)),
        aliases=tuple(f"cities/{alias}" for alias in city.aliases),
        title=lambda view: view.plain(city.name),
        description=lambda view: brief(view.plain(city.summary)),
    )
    return [page, *listings(page, lists, page.title)]


def _site_languages(hub: Hub) -> set[str]:
    return {language.code for language in hub.languages}

"""The page for investors: sites, investments and whom to ask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from knowledge_hub.hub import Hub
from knowledge_hub.pages.spec import Spec, words
from knowledge_hub.pages.view import View


def specs(hub: Hub) -> list[Spec]:
    """Give the page for investors."""

    def data(view: View) -> Mapping[str, Any]:
        return {
            "sites": [(city, site) for city in hub.cities.values() for site in city.sites],
            "investments": [(city, item) for city in hub.cities.values() for item in city.investments],
        }

    return [
        Spec(
            path="invest", kind="invest", title=words("nav.invest"), description=words("invest.description"), data=data
        )
    ]

"""The whole site: which pages there are, and in what order navigation shows them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from knowledge_hub.hub import Hub
from knowledge_hub.matrix import matrix
from knowledge_hub.pages import area, city, data, event, home, invest, organisation, project, reference
from knowledge_hub.pages import matrix as matrix_page
from knowledge_hub.pages.map import read_outline
from knowledge_hub.pages.spec import Spec

MAP_FILE = "map.geojson"


def specs(hub: Hub, data_folder: Path, today: date) -> list[Spec]:
    """Decide every page of the site, hand-written ones aside."""
    table = matrix(hub)
    outline = read_outline(data_folder / MAP_FILE, hub.site.country)
    return [
        *home.specs(hub, table, outline, today),
        *city.specs(hub, table, outline),
        *area.specs(hub, table),
        *matrix_page.specs(hub, table),
        *organisation.specs(hub, table),
        *project.specs(hub, today),
        *event.specs(hub, today),
        *invest.specs(hub),
        *data.specs(hub),
        *reference.specs(hub),
    ]
